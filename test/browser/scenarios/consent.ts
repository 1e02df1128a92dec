import { readFileSync } from 'node:fs';
import { expect } from 'vitest';
import { bundle } from '../support/bundle.js';
import type {} from '../support/clients/chooser.js';
import type { PublicApi } from '../support/page/api.js';
import type { Scenarios, Stage } from '../support/stage.js';
import { nothing, stored } from '../support/record.js';

declare const tailorbird: PublicApi;

const spring = '?utm_campaign=spring';
const matched = { shows: ['variant-spring'] };
const page = readFileSync(new URL('../../pages/consent-manager.html', import.meta.url), 'utf8');

const consent = (): unknown => tailorbird.signals['consent'];

/** A visitor who is asked, agrees, comes back later, and takes it back. */
async function manage(stage: Stage, manager: string, stub = ''): Promise<void> {
  const { files, requests } = stage.server;
  files.set('stub.js', stub && (await bundle(stub)));
  files.set('manager.js', await bundle(manager));
  files.set('managed.html', page.replace('{{manager}}', manager));
  const view = await stage.visit(`managed.html${spring}`, matched);
  await view.until(
    'the adapter is there',
    (name) => {
      const loaded = performance.getEntriesByType('resource').map(({ name }) => name);
      return loaded.some((url) => url.endsWith(`/dist/consent/${name}.min.js`));
    },
    manager,
  );
  await view.frames(10);
  expect(await view.evaluate(consent)).toBe('pending');
  expect(await stored(view)).toEqual(nothing);

  await view.evaluate(() => window.choose('granted'));
  await view.until(
    'this page view is on record',
    async () => (await tailorbird.export())?.pageviews === 1,
  );
  await view.evaluate(() => window.choose('denied'));
  await view.until('the refusal has arrived', () => tailorbird.signals['consent'] === 'denied');
  await view.until('nothing is left', async () => (await indexedDB.databases()).length === 0);
  await view.frames(10);
  expect(await stored(view)).toEqual(nothing);
  expect([...new Set(requests)].sort()).toEqual([
    `/dist/consent/${manager}.min.js`,
    '/dist/tailorbird.min.js',
    '/managed.html',
    '/manager.js',
    '/stub.js',
  ]);
}

export const consents: Scenarios = {
  'a consent manager with the IAB’s TCF decides': (stage) => manage(stage, 'tcf', 'tcf-stub'),
  'a consent manager with the IAB’s GPP decides': (stage) => manage(stage, 'gpp'),
  'Google’s consent mode decides': (stage) => manage(stage, 'google'),

  'Global Privacy Control: nothing is stored, and the campaign still works': async (stage) => {
    for (const setting of ['gpc', 'dnt']) {
      const view = await stage.visit(`campaign.html${spring}&privacy=${setting}`, matched);
      await view.frames(10);
      expect(await view.evaluate(consent)).toBe('denied');
      expect(await stored(view)).toEqual(nothing);
    }
  },

  'a plan may say that Global Privacy Control makes no difference': async (stage) => {
    for (const [views, setting] of ['gpc', 'dnt'].entries()) {
      const view = await stage.visit(`privacy-ignored.html?privacy=${setting}`, {
        shows: ['variant-new'],
      });
      await view.until(
        'recorded',
        async (count) => (await tailorbird.export())?.pageviews === count,
        views + 1,
      );
    }
  },

  'a visitor with Global Privacy Control may still agree, by a control': async (stage) => {
    const view = await stage.visit('controls-page.html?privacy=gpc', { shows: ['text'] });
    expect(await view.evaluate(consent)).toBe('denied');
    await view.evaluate(() => document.getElementById('grant')?.click());
    await view.until('recorded', async () => (await tailorbird.export())?.pageviews === 1);
    const next = await stage.visit('controls-page.html?privacy=gpc&next', { shows: ['text'] });
    expect(await next.evaluate(consent)).toBe('granted');
  },

  'forget() leaves no database and no key': async (stage) => {
    const view = await stage.visit('controls-page.html?plan', { shows: ['text'] });
    await view.evaluate(() => document.getElementById('grant')?.click());
    await view.until('recorded', async () => !!(await tailorbird.export()));
    await view.until('kept', () => Object.keys(localStorage).length === 2);
    await view.evaluate(() => tailorbird.forget());
    expect(await stored(view)).toEqual(nothing);
    await view.evaluate(() => tailorbird.set({ role: 'developer' }));
    await view.frames(10);
    expect(await stored(view)).toEqual(nothing);
  },

  'export() returns everything that is stored': async (stage) => {
    const view = await stage.visit(`visitor.html${spring}`, { shows: ['text'] });
    await view.evaluate(() => {
      tailorbird.set({ role: 'developer', company: { industry: 'Software' } });
      tailorbird.goal('signup', { value: 49 });
    });
    await view.until(
      'all is on record',
      async () => (await tailorbird.export())?.traits['role'] === 'developer',
    );
    const text = await view.evaluate(async () => {
      const database = await new Promise<IDBDatabase>((resolve, reject) => {
        const request = indexedDB.open('tailorbird');
        request.onsuccess = () => resolve(request.result);
        request.onerror = () => reject(new Error('cannot be opened'));
      });
      const [name = ''] = database.objectStoreNames;
      const all = await new Promise<unknown[]>((resolve) => {
        const request = database.transaction(name).objectStore(name).getAll();
        request.onsuccess = () => resolve(request.result as unknown[]);
      });
      database.close();
      return JSON.stringify({ raw: all, exported: await tailorbird.export() });
    });
    const { raw, exported } = JSON.parse(text) as { raw: unknown[]; exported: unknown };
    expect(raw).toHaveLength(1);
    // Times are told as texts; all else is told as it is stored.
    const asTime = (value: unknown): unknown =>
      typeof value === 'string' && /^\d{4}-\d\d-\d\dT[\d:.]+Z$/.test(value)
        ? Date.parse(value)
        : value;
    const back: unknown = JSON.parse(JSON.stringify(exported), (_, value) => asTime(value));
    expect(back).toEqual(raw[0]);
    expect(JSON.stringify(exported)).toContain('"firstSeen":"20');
  },
};
