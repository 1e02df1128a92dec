import { defineConfig } from 'vitest/config';

/** `unit` and `dom` run in Node, `browser` drives real browsers against the built files. */
export default defineConfig({
  test: {
    projects: [
      { test: { name: 'unit', include: ['test/unit/**/*.test.ts'], environment: 'node' } },
      { test: { name: 'dom', include: ['test/dom/**/*.test.ts'], environment: 'jsdom' } },
      {
        test: {
          name: 'browser',
          include: ['test/browser/**/*.test.ts'],
          environment: 'node',
          testTimeout: 60_000,
          hookTimeout: 120_000,
        },
      },
    ],
  },
});
