import { expect } from 'vitest';
import type { Scenarios } from '../support/stage.js';

export const scale: Scenarios = {
  'a thousand blocks, a visitor who matches': async (stage) => {
    const shows = ['variant-spring', 'rest'];
    const view = await stage.visit('thousand.html?utm_campaign=spring', { shows });
    const states = await view.evaluate(() =>
      ['variant', 'default', 'pending'].map(
        (state) => document.querySelectorAll(`[data-tb-state=${state}]`).length,
      ),
    );
    expect(states).toEqual([750, 250, 0]);
  },

  'a thousand blocks, a visitor who does not': async (stage) => {
    await stage.visit('thousand.html', { shows: ['default', 'rest'] });
  },
};
