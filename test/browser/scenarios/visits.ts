import { expect } from 'vitest';
import { asNew, asReturning, counts, recorded } from '../support/record.js';
import type { Scenarios } from '../support/stage.js';

export const visits: Scenarios = {
  'the first visit is new, the next one returning': async (stage) => {
    const first = await stage.visit('returning.html', asNew);
    await recorded(first, 1);
    const second = await stage.visit('returning.html?clock=+40m', asReturning);
    await recorded(second, 2);
    expect(await counts(second)).toEqual([2, 2]);
    const segments = await second.evaluate(() => document.documentElement.dataset['tbSegments']);
    expect(segments?.split(' ')).toContain('returning');
  },

  'a reload within the visit stays new': async (stage) => {
    const first = await stage.visit('returning.html', asNew);
    await recorded(first, 1);
    const again = await stage.reload(first, asNew);
    await recorded(again, 2);
    expect(await counts(again)).toEqual([1, 2]);
  },

  'a returning visitor sees the variant in the very first frame': async (stage) => {
    const first = await stage.visit('returning.html', asNew);
    await recorded(first, 1);
    const second = await stage.visit('returning.html?clock=+2d', asReturning);
    const { stretches } = await second.report();
    const withContent = stretches.filter(({ seen, hidden }) => seen.length + hidden.length > 0);
    expect(withContent[0]).toMatchObject({ seen: ['variant-returning'], hidden: [] });
  },

  'without a snapshot IndexedDB knows the visitor': async (stage) => {
    const first = await stage.visit('returning.html', asNew);
    await recorded(first, 1);
    await stage.visit('returning-patient.html?block=localStorage&clock=+40m', asReturning);
  },

  'two tabs at once count one visit and lose no page view': async (stage) => {
    const [one, two] = [await stage.openTab(), await stage.openTab()];
    const address = `${stage.server.origin}/together.html`;
    // Without waiting: the server holds the script back until both tabs have asked for it.
    for (const tab of [one, two]) {
      await tab.evaluate((url) => void setTimeout(() => location.assign(url), 0), address);
    }
    const views = [
      await stage.meet(one, 'together.html', asNew),
      await stage.meet(two, 'together.html', asNew),
    ];
    for (const view of views) await recorded(view, 2);
    for (const view of views) expect(await counts(view)).toEqual([1, 2]);
  },

  'a page that the back/forward cache brings back counts as a page view': async (stage) => {
    const first = await stage.visit('returning.html', asNew);
    await recorded(first, 1);
    const other = await stage.visit('elsewhere.html', { shows: ['default'] });
    await recorded(other, 2);
    await stage.back(first);
    await recorded(first, 3);
    expect(await counts(first)).toEqual([1, 3]);
  },
};
