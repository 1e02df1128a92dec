import { expect } from 'vitest';
import type { PublicApi } from '../support/page/api.js';
import { asNew, asReturning, counts, expectRecord, record, recorded } from '../support/record.js';
import type { Scenarios, Stage } from '../support/stage.js';

declare const tailorbird: PublicApi;

/** Fills localStorage until not one character more fits. */
async function fill(stage: Stage): Promise<void> {
  const view = await stage.visit('script-missing.html', { shows: ['default'], absent: true });
  const full = await view.evaluate(() => {
    const fits = (key: string, size: number): boolean => {
      try {
        localStorage.setItem(key, 'x'.repeat(size));
        return true;
      } catch {
        return false;
      }
    };
    let key = 0;
    for (let size = 2 ** 20; size >= 1; size /= 2) {
      while (fits(`site${key}`, size)) key++;
    }
    // What is left is less than the name of such a key takes.
    let rest = 0;
    while (fits('s', rest)) rest++;
    return key > 0 && !fits('t', 0);
  });
  expect(full, 'localStorage is full').toBe(true);
}

export const quota: Scenarios = {
  'IndexedDB has no room: the next page knows the visitor all the same': async (stage) => {
    const view = await stage.visit('returning.html?commit=over-quota', {
      ...asNew,
      reports: ['storage'],
    });
    await view.evaluate(() => tailorbird.goal('signup'));
    await view.until('the second attempt', () => window.__writes === 2);
    const next = await stage.visit('returning.html?clock=+40m', asReturning);
    await recorded(next, 2);
    await expectRecord(next, { visitCount: 2, pageviews: 2, goals: { signup: { count: 1 } } });
    stage.evidence({
      fault: 'IndexedDB exceeds its quota with every write',
      saw: 'The right variant; one report on the console',
      kept: 'Everything: the next page takes it from localStorage',
    });
  },

  'the origin is over its quota for real': {
    engines: ['Chromium'],
    why: 'only its DevTools can lower the quota of an origin',
    async perform(stage) {
      const tab = await stage.openTab();
      const { origin } = stage.server;
      await tab.command?.('Storage.overrideQuotaForOrigin', { origin, quotaSize: 1 });
      const first = await stage.visit('returning.html', { ...asNew, reports: ['storage'] });
      await first.until('word of the quota', () =>
        window.__sampler.read().warnings.join().includes('QuotaExceededError'),
      );
      await first.evaluate(() => tailorbird.goal('signup'));
      await tab.command?.('Storage.overrideQuotaForOrigin', { origin });
      const second = await stage.visit('returning.html?clock=+40m', asReturning);
      await recorded(second, 2);
      await expectRecord(second, { visitCount: 2, pageviews: 2, goals: { signup: { count: 1 } } });
      stage.evidence({
        fault: 'The quota of the origin is used up for real',
        saw: 'The right variant; one report on the console',
        kept: 'Everything: the next page takes it from localStorage',
      });
    },
  },

  'localStorage is full before the first visit': async (stage) => {
    await fill(stage);
    const first = await stage.visit('returning-patient.html', asNew);
    await recorded(first, 1);
    expect(await first.evaluate(() => localStorage.getItem('tailorbird'))).toBeNull();
    const second = await stage.visit('returning-patient.html?clock=+40m', asReturning);
    await recorded(second, 2);
    expect(await counts(second)).toEqual([2, 2]);
    stage.evidence({
      fault: 'localStorage is full to the last character before the first visit',
      saw: 'The right variant, as soon as IndexedDB has answered; the default beyond the deadline',
      kept: 'Everything, in IndexedDB',
    });
  },

  'localStorage fills up between two visits': async (stage) => {
    const first = await stage.visit('returning.html', asNew);
    await recorded(first, 1);
    await fill(stage);
    // What is there is right so far; it can no longer be replaced by what comes now.
    const second = await stage.visit('returning.html?clock=+40m', asReturning);
    await second.evaluate(() => tailorbird.set({ text: 'x'.repeat(250) }));
    await second.until(
      'the trait is on record',
      async () => (await tailorbird.export())?.traits['text'] !== undefined,
    );
    const third = await stage.visit('returning-patient.html?clock=+80m', asReturning);
    await recorded(third, 3);
    expect(await counts(third)).toEqual([3, 3]);
    const seen = await third.evaluate(() => tailorbird.signals['visits']);
    expect(seen).toMatchObject({ count: 3, pageviews: 3 });
    stage.evidence({
      fault: 'localStorage fills up between two visits',
      saw: 'The right variant, as soon as IndexedDB has answered: a copy that is behind is not believed',
      kept: 'Everything, in IndexedDB',
    });
  },

  'localStorage is there and throws when it is used': async (stage) => {
    const first = await stage.visit('returning-patient.html?block=localStorage-use', asNew);
    await recorded(first, 1);
    const second = await stage.visit(
      'returning-patient.html?block=localStorage-use&clock=+40m',
      asReturning,
    );
    await recorded(second, 2);
    expect(await counts(second)).toEqual([2, 2]);
    stage.evidence({
      fault: 'localStorage throws at every read and write',
      saw: 'The right variant, as soon as IndexedDB has answered; the default beyond the deadline',
      kept: 'Everything, in IndexedDB',
    });
  },

  'neither storage has room: nothing is remembered, nothing breaks': async (stage) => {
    await fill(stage);
    const view = await stage.visit('returning.html?commit=over-quota', {
      shows: ['default'],
      reports: ['storage'],
    });
    expect(await record(view)).toBeUndefined();
    stage.evidence({
      fault: 'localStorage is full and IndexedDB exceeds its quota',
      saw: 'The default: nobody can tell whether the visitor is new',
      kept: 'Nothing, as there is no room',
    });
  },

  'a refusal that localStorage has no room for is told, and holds on this page': async (stage) => {
    await fill(stage);
    const view = await stage.visit('controls-page.html', {
      shows: ['text'],
      reportsLater: ['storage'],
    });
    await recorded(view, 1);
    await view.evaluate(() => document.getElementById('deny')?.click());
    await view.until('the record to go', async () => (await indexedDB.databases()).length === 0);
    expect(await view.evaluate(() => tailorbird.signals['consent'])).toBe('denied');
    await view.until('the report', () =>
      tailorbird.explain().problems.some(({ code }) => code === 'storage'),
    );
    stage.evidence({
      fault: 'localStorage has no room for the one word of a refusal',
      saw: 'Their refusal, on this page; one report on the console',
      kept: 'Nothing of the visitor; the next page asks the plan again',
    });
  },
};
