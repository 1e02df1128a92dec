import { expect } from 'vitest';
import { faultsIn, type Expectation } from '../support/rules.js';
import type { Scenarios } from '../support/stage.js';
import { PageServer } from '../support/server.js';
import { View } from '../support/view.js';

/** What the rules say to an expectation that the page does not meet. */
async function complaints(view: View, expectation: Expectation): Promise<string> {
  return faultsIn(await view.report(), expectation).join('\n');
}

/** Without these the rest would prove nothing: the sampler sees what it is there to see. */
export const selfTest: Scenarios = {
  'the sampler sees a flicker of a frame or two': async (stage) => {
    const view = await stage.visit('self-naive.html', {
      shows: ['variant-spring'],
      passing: ['default'],
    });
    expect(await complaints(view, { shows: ['variant-spring'] })).toMatch(
      /^default could be read in \d+ frames/m,
    );
  },

  'the sampler sees a block that is hidden for too long': async (stage) => {
    // A view of its own: the stage would find fault with it, as it should.
    const tab = await stage.openTab();
    await tab.goto(`${stage.server.origin}/self-blank.html`);
    const view = new View(tab, 'self-blank.html', { shows: ['default'] });
    await view.arrived();
    expect(await complaints(view, { shows: ['default'] })).toMatch(/^blocks hidden in \d+ frames/m);
  },

  'the sampler sees every kind of error': async (stage) => {
    const errors = [/console\.error: on the console/, /rejection.*rejected/, /uncaught.*thrown/];
    const reports = ['made-up'];
    const view = await stage.visit('self-errors.html', { shows: ['default'], errors, reports });
    await view.until('three errors', () => window.__sampler.read().errors.length === 3);
    const found = await complaints(view, { shows: ['default'] });
    expect(found.match(/^unexpected error/gm)).toHaveLength(3);
    expect(found.match(/^unexpected report/gm)).toHaveLength(1);
  },

  'the sampler sees a request to another host': async (stage) => {
    const other = await PageServer.open();
    try {
      const tab = await stage.openTab();
      await tab.goto(`${stage.server.origin}/self-elsewhere.html?host=${other.origin}`);
      const view = new View(tab, 'self-elsewhere.html', { shows: ['default'] });
      await view.until('it was asked', () =>
        performance.getEntriesByType('resource').some(({ name }) => name.endsWith('/empty.js')),
      );
      expect(await complaints(view, { shows: ['default'] })).toContain(
        `a request to ${other.origin}/empty.js`,
      );
    } finally {
      await other.close();
    }
  },

  'a page that is sent in pieces is painted in pieces': async (stage) => {
    const view = await stage.visit('self-stream.html?cuts=text', { shows: ['default', 'rest'] });
    const { stretches } = await view.report();
    const first = stretches.find(({ seen }) => seen.length > 0);
    expect(first).toMatchObject({ seen: ['default'], loading: true });
    const paintedBeforeTheEnd = await view.evaluate(() => {
      const [paint] = performance.getEntriesByName('first-contentful-paint');
      const [page] = performance.getEntriesByType('navigation') as PerformanceNavigationTiming[];
      return paint && page && paint.startTime < page.domInteractive;
    });
    expect(paintedBeforeTheEnd).toBe(true);
  },
};
