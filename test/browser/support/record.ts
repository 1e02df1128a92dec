import { expect } from 'vitest';
import type { PublicApi, StoredRecord } from './page/api.js';
import type { View } from './view.js';

declare const tailorbird: PublicApi;

/** What a page is expected to show to a visitor whose record says new, or returning. */
export const asNew = { shows: ['variant-new'] };
export const asReturning = { shows: ['variant-returning'] };

/** Waits until so many page views are written down, so that the next page can read them. */
export async function recorded(view: View, pageviews: number): Promise<void> {
  await view.until(
    `${pageviews} page views are on record`,
    async (count) => ((await tailorbird.export())?.pageviews ?? 0) >= count,
    pageviews,
  );
}

/** The record as the visitor gets it; drivers have no `undefined` of their own. */
export async function record(view: View): Promise<StoredRecord | undefined> {
  return (await view.evaluate(() => tailorbird.export())) ?? undefined;
}

/** Visits and page views on record. */
export async function counts(view: View): Promise<unknown> {
  const { visitCount, pageviews } = (await record(view)) ?? {};
  return [visitCount, pageviews];
}

/** The record says what was done, number by number, and no number in it is none. */
export async function expectRecord(view: View, expected: object): Promise<void> {
  const found = await record(view);
  expect(found).toMatchObject(expected);
  const numbers = JSON.stringify(found).match(/:(-[\d.]+|null)/g);
  expect(numbers, JSON.stringify(found)).toBeNull();
}

/** So many page views of one visit are on record, as if nothing had happened. */
export async function expectPageViews(view: View, pageviews: number): Promise<void> {
  await recorded(view, pageviews);
  await expectRecord(view, { visitCount: 1, pageviews });
}

/** Everything that the page's origin has stored. */
export const stored = (view: View): Promise<unknown> =>
  view.evaluate(async () => ({
    keys: Object.keys(localStorage),
    session: Object.keys(sessionStorage),
    databases: (await indexedDB.databases()).map(({ name }) => name),
    cookies: document.cookie,
  }));

export const nothing = { keys: [], session: [], databases: [], cookies: '' };

/** Both stores as they are, as text: the book of record, and what stands in localStorage. */
export const readStores = (view: View): Promise<readonly [book: string, copy: string]> =>
  view.evaluate(async () => {
    const database = await new Promise<IDBDatabase>((resolve, reject) => {
      const opening = indexedDB.open('tailorbird');
      opening.onsuccess = () => resolve(opening.result);
      opening.onerror = () => reject(new Error('IndexedDB does not open'));
    });
    const values = await new Promise<unknown>((resolve) => {
      const asking = database.transaction('visitor').objectStore('visitor').getAll();
      asking.onsuccess = () => resolve(asking.result);
    });
    database.close();
    return [JSON.stringify(values), JSON.stringify({ ...localStorage })] as const;
  });
