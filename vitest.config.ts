import { defineConfig } from 'vitest/config';

/** How long a busy machine takes is no failure: only what never ends is. */
const patience = { testTimeout: 60_000, hookTimeout: 120_000 };

/**
 * `unit` and `dom` run in Node, `browser` drives real browsers against the built files, `performance` measures those: alone,
 * because whoever else works would be measured too.
 */
export default defineConfig({
  test: {
    projects: [
      {
        test: {
          name: 'unit',
          include: ['test/unit/**/*.test.ts'],
          environment: 'node',
          ...patience,
        },
      },
      {
        test: {
          name: 'dom',
          include: ['test/dom/**/*.test.ts'],
          environment: 'jsdom',
          ...patience,
        },
      },
      {
        test: {
          name: 'browser',
          include: ['test/browser/**/*.test.ts'],
          environment: 'node',
          ...patience,
          testTimeout: 180_000,
        },
      },
      {
        test: {
          name: 'performance',
          include: ['test/bench/*.test.mjs'],
          environment: 'node',
          testTimeout: 180_000,
          hookTimeout: 180_000,
        },
      },
    ],
  },
});
