import type { Scenarios } from '../support/stage.js';

const spring = '?utm_campaign=spring';
const matched = { shows: ['variant-spring'] };

export const late: Scenarios = {
  'an async script swaps what was painted and says so once': async (stage) => {
    await stage.visit(`late-start.html${spring}`, {
      ...matched,
      passing: ['default'],
      reports: ['late-start'],
    });
  },

  'a plan by its address decides when it is in time': async (stage) => {
    await stage.visit(`plan-url.html${spring}`, matched);
  },

  'keep: an answer after the deadline waits for the next page view': async (stage) => {
    const view = await stage.visit(`late-keep.html${spring}`, { shows: ['default'] });
    await view.until('the plan has arrived', () =>
      performance.getEntriesByType('resource').some(({ name }) => name.includes('/plan.json')),
    );
    await view.frames(10);
    await stage.reload(view, matched);
  },

  'swap: an answer after the deadline changes what is seen': async (stage) => {
    await stage.visit(`late-swap.html${spring}`, { ...matched, passing: ['default'] });
  },

  'offscreen: an answer after the deadline changes what is not in view': async (stage) => {
    await stage.visit(`late-offscreen.html${spring}`, {
      shows: ['default', 'variant-below'],
      passing: ['default-below'],
    });
  },
};
