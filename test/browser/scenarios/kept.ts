import { expect } from 'vitest';
import { serveInspector } from '../support/hostile.js';
import type { PublicApi } from '../support/page/api.js';
import { asReturning, readStores, recorded } from '../support/record.js';
import type { Scenarios } from '../support/stage.js';
import type { View } from '../support/view.js';

declare const tailorbird: PublicApi;

const DAY = 24 * 60 * 60_000;

/** Waits until each of these words is in both stores. */
async function storesWith(view: View, words: readonly string[]): Promise<readonly string[]> {
  let stores: readonly string[] = [];
  await expect
    .poll(
      async () => {
        stores = await readStores(view);
        return words.filter((word) => !stores.every((store) => store.includes(word)));
      },
      { timeout: 20_000 },
    )
    .toEqual([]);
  return stores;
}

/** The record of a visitor who did everything twice: `bygone` 400 days ago, and `recent` 5 days ago. */
function composePast(now: number): object {
  const times = { bygone: now - 400 * DAY, recent: now - 5 * DAY };
  const source = (campaign: string): object => ({ channel: 'Email', paid: false, campaign });
  const each = (value: (name: string, time: number) => unknown): object =>
    Object.fromEntries(Object.entries(times).map(([name, time]) => [name, value(name, time)]));
  return {
    version: 1,
    revision: 3,
    id: 'visitor',
    firstSeen: times.bygone,
    visitCount: 2,
    pageviews: 2,
    engagedSeconds: 0,
    visits: Object.entries(times).map(([name, time]) => ({
      ...{ start: time, last: time, pageviews: 1, landing: `/${name}`, source: source(name) },
    })),
    first: source('bygone'),
    traits: each((name) => name),
    given: each((_, time) => time),
    interests: each((_, last) => ({ score: 5, last })),
    goals: each((_, last) => ({ count: 1, value: 0, last })),
    arms: each((_, last) => ({ variant: 'a', last, seen: true })),
    stuck: {},
    known: {},
    plain: false,
    events: Object.entries(times).map(([name, ts]) => ({
      event: { v: 1, type: 'goal', id: name, ts, visitor: 'visitor', segment: '', goal: name },
      told: false,
    })),
  };
}

export const kept: Scenarios = {
  'what is older than the plan keeps is gone from both stores after the next page view': async (
    stage,
  ) => {
    serveInspector(stage);
    const before = await stage.visit('hostile-runner.html', { shows: [], absent: true });
    await before.evaluate(
      async (json) => {
        await window.__putBook(JSON.parse(json));
        localStorage.setItem('tailorbird', json);
      },
      JSON.stringify(composePast(Date.now())),
    );
    expect((await readStores(before)).every((store) => store.includes('bygone'))).toBe(true);

    const view = await stage.visit('returning.html', asReturning);
    await recorded(view, 3);
    const [book = '', copy = ''] = await storesWith(view, ['/returning.html']);
    expect([book, copy].map((store) => store.match(/bygone/g))).toEqual([null, null]);
    const { traits, given, interests, goals, arms, events, visits } = (
      JSON.parse(book) as Record<string, object>[]
    )[0]!;
    expect(
      [traits, given, interests, goals, arms].map((group) => Object.keys(group ?? {})),
    ).toEqual(Array.from({ length: 5 }, () => ['recent']));
    expect([events, visits]).toMatchObject([
      [{ event: { id: 'recent' } }],
      [{ landing: '/recent' }, { landing: '/returning.html' }],
    ]);
  },

  'who a visitor is stays on the page that was told, whoever told it': async (stage) => {
    const view = await stage.visit('personal.html', {
      shows: ['told'],
      reports: ['personal-trait', 'personal-trait'],
      reportsLater: Array.from({ length: 5 }, () => 'personal-trait'),
    });
    await view.evaluate(() => {
      for (const field of document.forms[0]!.elements) {
        field.dispatchEvent(new Event('change', { bubbles: true }));
      }
      tailorbird.set({ geburtsdatum: 'secret-10', company: { industry: 'kept-3' } });
    });
    await view.until('what is told is used', () => {
      const told = document.querySelector('ul')?.innerText.split(/\s+/).filter(Boolean).join();
      return told === 'secret-1,secret-3,secret-6,secret-7,secret-10,kept-2';
    });
    const words = ['kept-1', 'kept-2', 'kept-3'];
    expect((await storesWith(view, words)).filter((store) => store.includes('secret'))).toEqual([]);

    // What a page leaves when it is left is read by the next one.
    const next = await stage.visit('returning.html', { shows: ['variant-new'] });
    await recorded(next, 2);
    expect((await storesWith(next, words)).filter((store) => store.includes('secret'))).toEqual([]);
    expect(await next.evaluate(() => JSON.stringify(tailorbird.signals['traits']))).not.toContain(
      'secret',
    );
  },
};
