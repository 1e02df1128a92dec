import { expect } from 'vitest';
import type { Scenarios, Stage } from '../support/stage.js';

declare global {
  interface Window {
    /** How often the page has put its default back. */
    rendered: number;
    swaps: unknown;
  }
}

async function standsDown(stage: Stage, page: string): Promise<void> {
  const view = await stage.visit(`${page}?utm_campaign=spring`, {
    shows: ['default'],
    passing: ['variant-spring'],
    reports: ['yielded'],
  });
  // Undone once, then three times applied anew and undone again; after that nothing moves any more.
  expect(await view.evaluate(() => window.rendered)).toBe(4);
  await view.frames(10);
  expect(await view.evaluate(() => window.rendered)).toBe(4);
  const state = await view.evaluate(() => document.querySelector('section')?.dataset['tbState']);
  expect(state).toBe('default');
}

export const fights: Scenarios = {
  'a page that answers every swap has its way after three attempts': async (stage) => {
    await standsDown(stage, 'fight-observer.html');
    stage.evidence({
      fault: 'The page puts its default back each time a block is swapped',
      saw: 'The variant; after three attempts to keep it the default, and one report',
      kept: 'Everything',
    });
  },

  'a page that undoes the swap by a timer has its way after three attempts': (stage) =>
    standsDown(stage, 'fight-timer.html'),

  'a swap that a listener cancels does not happen': async (stage) => {
    const view = await stage.visit('cancel.html?utm_campaign=spring', { shows: ['default'] });
    expect(await view.evaluate(() => window.swaps)).toEqual([
      {
        block: 'hero',
        variant: 'spring',
        audience: 'campaign:spring',
        cancelable: true,
        from: 'hero',
      },
    ]);
  },
};
