import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { expect } from 'vitest';
import type { Scenarios } from '../support/stage.js';
import type { View } from '../support/view.js';

declare global {
  interface Window {
    /** How often the page has rendered. */
    renders: number;
    /** How often a block was swapped. */
    swapCount: number;
  }
}

const spring = '?utm_campaign=spring';

/** Lets the page render as often again, which a loop would not leave it the time for. */
async function rendersOn(view: View): Promise<number> {
  const before = await view.evaluate(() => window.renders);
  await view.until('twenty renderings more', (count) => window.renders >= count + 20, before);
  return view.evaluate(() => window.swapCount);
}

/** Whoever renders has their way after three attempts, and then nothing moves any more. */
async function yields(view: View): Promise<void> {
  const swaps = await rendersOn(view);
  expect(swaps).toBeLessThanOrEqual(4);
  expect(await rendersOn(view)).toBe(swaps);
}

const preact = createRequire(import.meta.url).resolve('preact');

export const rendering: Scenarios = {
  'a page that writes the markup of its block anew every 50 ms': async (stage) => {
    const view = await stage.visit(`rendered-html.html${spring}`, {
      shows: ['default'],
      passing: ['variant-spring'],
      reports: ['yielded'],
    });
    await yields(view);
    stage.evidence({
      fault: 'The page writes the markup of a block anew every 50 ms',
      saw: 'The variant; after three attempts to keep it the default, and one report. Never a blank block',
      kept: 'Everything',
    });
  },

  'a page that renders the default of its block anew every 50 ms': async (stage) => {
    const view = await stage.visit(`rendered-default.html${spring}`, {
      shows: ['default'],
      passing: ['variant-spring'],
      reports: ['yielded'],
    });
    await yields(view);
    stage.evidence({
      fault: 'The page keeps the variants of a block and renders the rest anew every 50 ms',
      saw: 'The variant; after three attempts to keep it the default, and one report. Never a blank block',
      kept: 'Everything',
    });
  },

  'a page that puts a new block in the place of its block every 50 ms': async (stage) => {
    const view = await stage.visit(`rendered-clone.html${spring}`, { shows: ['variant-spring'] });
    const before = await view.evaluate(() => [window.renders, window.swapCount]);
    await rendersOn(view);
    const after = await view.evaluate(() => [window.renders, window.swapCount]);
    // Each block is a new one, and is decided once: nothing is done between the renderings.
    expect(after[1]! - before[1]!).toBe(after[0]! - before[0]!);
    stage.evidence({
      fault: 'The page puts a fresh copy in the place of a block every 50 ms',
      saw: 'The variant in every frame: each copy is decided once, before it is seen',
      kept: 'Everything',
    });
  },

  'a page that puts a copy of what it sees in the place of its block every 50 ms': async (
    stage,
  ) => {
    const view = await stage.visit(`rendered-clone.html${spring}&live`, {
      shows: ['variant-spring'],
    });
    const before = await view.evaluate(() => [window.renders, window.swapCount]);
    await rendersOn(view);
    const after = await view.evaluate(() => [window.renders, window.swapCount]);
    expect(after[1]! - before[1]!).toBe(after[0]! - before[0]!);
  },

  'a page that answers each swap with a new block': async (stage) => {
    const view = await stage.visit(`rendered-answer.html${spring}`, {
      shows: ['default'],
      passing: ['variant-spring'],
      reports: ['yielded'],
    });
    expect(await view.evaluate(() => window.renders)).toBeLessThanOrEqual(4);
    const swaps = await view.evaluate(() => window.swapCount);
    await view.frames(10);
    expect(await view.evaluate(() => window.swapCount)).toBe(swaps);
    stage.evidence({
      fault: 'The page answers each swap with a new block, before anything is painted',
      saw: 'The variant; after three attempts to keep it the default, and one report. The page does not hang',
      kept: 'Everything',
    });
  },

  'a framework that updates the text of the default every 50 ms': async (stage) => {
    stage.server.files.set('preact.js', readFileSync(preact, 'utf8'));
    const view = await stage.visit(`rendered-preact.html${spring}`, {
      shows: ['variant-spring', 'rest'],
    });
    expect(await rendersOn(view)).toBe(1);
    await view.next({ shows: ['default', 'rest'] }, () =>
      (window as unknown as { tailorbird: { stop(): void } }).tailorbird.stop(),
    );
    const text = await view.evaluate(
      () => document.querySelector('section h1:not([hidden] *)')?.textContent,
    );
    expect(text).toMatch(/^Welcome \d+$/);
    stage.evidence({
      fault: 'A framework (Preact) updates the default of a swapped block every 50 ms',
      saw: 'The variant in every frame; the framework goes on with the default behind it',
      kept: 'Everything',
    });
  },

  'a framework that makes the default anew every 50 ms': async (stage) => {
    stage.server.files.set('preact.js', readFileSync(preact, 'utf8'));
    const view = await stage.visit(`rendered-preact.html${spring}&keyed`, {
      shows: ['default', 'rest'],
      passing: ['variant-spring'],
      reports: ['yielded'],
    });
    await yields(view);
    stage.evidence({
      fault: 'A framework (Preact) makes the default of a swapped block anew every 50 ms',
      saw: 'The variant; after three attempts to keep it the default, and one report. Never a blank block',
      kept: 'Everything',
    });
  },
};
