import { expect } from 'vitest';
import type { PublicApi } from '../support/page/api.js';
import { asNew, asReturning, counts, expectRecord, recorded } from '../support/record.js';
import type { Scenarios, Stage } from '../support/stage.js';
import type { View } from '../support/view.js';

declare const tailorbird: PublicApi;

declare global {
  interface Window {
    /** A connection of somebody else's to our database, which does not give way. */
    held?: IDBDatabase;
  }
}

const signedUp = { goals: { signup: { count: 1 } } };

/** Waits until a goal is on record, which it can only be if commits still work. */
const goalRecorded = (view: View, goal: string): Promise<void> =>
  view.until(
    `the goal ${goal} is on record`,
    async (id) => (await tailorbird.export())?.goals[id]?.count === 1,
    goal,
  );

/** A first visit on which IndexedDB fails, then a healthy one. */
async function survives(stage: Stage, query: string, reports: readonly string[]): Promise<void> {
  const view = await stage.visit(`returning.html?${query}`, { ...asNew, reports });
  await view.evaluate(() => tailorbird.goal('signup'));
  const next = await stage.visit('returning.html?clock=+40m', asReturning);
  await recorded(next, 2);
  await expectRecord(next, { visitCount: 2, pageviews: 2, ...signedUp });
}

const nextPage =
  'The page view and the goal of that page: the next page takes them from localStorage';

/** Deletes the database as any script of the site can, and waits until it is gone. */
const deleteDatabase = (view: View): Promise<string> =>
  view.evaluate(
    () =>
      new Promise<string>((resolve) => {
        const request = indexedDB.deleteDatabase('tailorbird');
        request.onsuccess = () => resolve('deleted');
        request.onerror = () => resolve(String(request.error));
      }),
  );

export const storageFaults: Scenarios = {
  'IndexedDB never opens: the next page knows the visitor all the same': async (stage) => {
    await survives(stage, 'block=indexedDB-silent', []);
    stage.evidence({
      fault: 'Opening IndexedDB never comes to an end',
      saw: 'The right variant at once, as localStorage answers',
      kept: nextPage,
    });
  },

  'IndexedDB fails to open: the next page knows the visitor all the same': async (stage) => {
    await survives(stage, 'block=indexedDB-error', ['storage']);
    stage.evidence({
      fault: 'Opening IndexedDB fails, or is refused',
      saw: 'The right variant at once, as localStorage answers',
      kept: nextPage,
    });
  },

  'IndexedDB is refused: the visitor can still read their record': async (stage) => {
    const first = await stage.visit('returning.html', asNew);
    await recorded(first, 1);
    const view = await stage.visit('returning.html?block=indexedDB&clock=+40m', {
      ...asReturning,
      reports: ['storage'],
    });
    await expectRecord(view, { visitCount: 1, pageviews: 1 });
  },

  'a transaction that is aborted is made again': async (stage) => {
    const view = await stage.visit('returning.html?commit=aborted', {
      ...asNew,
      reports: ['storage'],
    });
    await view.evaluate(() => tailorbird.goal('signup'));
    await goalRecorded(view, 'signup');
    // The page view was in the transaction that failed.
    await expectRecord(view, { visitCount: 1, pageviews: 1, ...signedUp });
    const next = await stage.visit('returning.html?clock=+40m', asReturning);
    await recorded(next, 2);
    expect(await counts(next)).toEqual([2, 2]);
    stage.evidence({
      fault: 'A transaction is aborted in the middle of a commit',
      saw: 'The right variant; one report on the console',
      kept: 'Everything: what was undone is committed with the next change of the same page',
    });
  },

  'a transaction that is aborted on a page with nothing more to write': async (stage) => {
    await stage.visit('returning.html?commit=aborted', { ...asNew, reports: ['storage'] });
    const next = await stage.visit('returning.html?clock=+40m', asReturning);
    await recorded(next, 2);
    expect(await counts(next)).toEqual([2, 2]);
  },

  'the page itself deletes the database': async (stage) => {
    const view = await stage.visit('returning.html', asNew);
    await recorded(view, 1);
    expect(await deleteDatabase(view)).toBe('deleted');
    await view.evaluate(() => tailorbird.goal('signup'));
    await goalRecorded(view, 'signup');
    await expectRecord(view, { visitCount: 1, pageviews: 1, ...signedUp });
    const next = await stage.visit('returning.html?clock=+40m', asReturning);
    await recorded(next, 2);
    await expectRecord(next, { visitCount: 2, pageviews: 2, ...signedUp });
    stage.evidence({
      fault: 'A script of the page deletes the database in mid-visit',
      saw: 'No change on the page; the returning variant on the next visit',
      kept: 'Counters, goals and the last two visits, from the copy in localStorage; older visits are gone',
    });
  },

  'another tab deletes the database': async (stage) => {
    const view = await stage.visit('returning.html', asNew);
    await recorded(view, 1);
    const other = await stage.visitInNewTab('script-missing.html', {
      shows: ['default'],
      absent: true,
    });
    expect(await deleteDatabase(other)).toBe('deleted');
    await view.evaluate(() => tailorbird.goal('signup'));
    await goalRecorded(view, 'signup');
    await expectRecord(view, { visitCount: 1, pageviews: 1, ...signedUp });
    stage.evidence({
      fault: 'Another tab deletes the database in mid-visit',
      saw: 'No change on the page; the deletion is not held up',
      kept: 'Counters, goals and the last two visits, from the copy in localStorage; older visits are gone',
    });
  },

  'another tab opens the database in a later version': async (stage) => {
    const view = await stage.visit('returning.html', asNew);
    await recorded(view, 1);
    const other = await stage.visitInNewTab('script-missing.html', {
      shows: ['default'],
      absent: true,
    });
    // Resolves only if our connection gives way.
    const version = await other.evaluate(
      () =>
        new Promise<number>((resolve) => {
          const request = indexedDB.open('tailorbird', 7);
          request.onsuccess = () => {
            window.held = request.result;
            resolve(request.result.version);
          };
        }),
    );
    expect(version).toBe(7);
    await view.evaluate(() => tailorbird.goal('signup'));
    await goalRecorded(view, 'signup');
    await expectRecord(view, { visitCount: 1, pageviews: 1, ...signedUp });
    stage.evidence({
      fault: 'Another tab opens the database in a later version',
      saw: 'No change on the page; the other tab is not held up',
      kept: 'Everything, in the database of that version',
    });
  },

  'another tab keeps the database blocked': async (stage) => {
    const first = await stage.visit('returning.html', asNew);
    await recorded(first, 1);
    const other = await stage.visitInNewTab('script-missing.html', {
      shows: ['default'],
      absent: true,
    });
    await other.evaluate(
      () =>
        new Promise<void>((resolve) => {
          const request = indexedDB.open('tailorbird');
          request.onsuccess = () => {
            window.held = request.result;
            // Told to give way it does not; the change waits for it, and everybody who comes later for the change.
            window.held.onversionchange = () => resolve();
            indexedDB.open('tailorbird', 9);
          };
        }),
    );
    const view = await stage.visit('returning.html?clock=+40m', asReturning);
    await view.evaluate(() => tailorbird.goal('signup'));
    await view.frames(10);
    await other.evaluate(() => window.held?.close());
    await goalRecorded(view, 'signup');
    await expectRecord(view, { visitCount: 2, pageviews: 2, ...signedUp });
    stage.evidence({
      fault: 'Another tab blocks the database',
      saw: 'The right variant at once, as localStorage answers',
      kept: 'Everything, as soon as the other tab lets go',
    });
  },

  'somebody has made an empty database of our name': async (stage) => {
    const other = await stage.visit('script-missing.html', { shows: ['default'], absent: true });
    await other.evaluate(
      () =>
        new Promise<void>((resolve) => {
          const request = indexedDB.open('tailorbird');
          request.onsuccess = () => {
            request.result.close();
            resolve();
          };
        }),
    );
    const view = await stage.visit('returning.html', asNew);
    await recorded(view, 1);
    const next = await stage.visit('returning.html?clock=+40m', asReturning);
    await recorded(next, 2);
    expect(await counts(next)).toEqual([2, 2]);
    stage.evidence({
      fault:
        'There is an empty database of the name "tailorbird", left by somebody who looked for it',
      saw: 'The right variant',
      kept: 'Everything: the store is added to that database',
    });
  },

  'somebody keeps other things in a database of our name': async (stage) => {
    const other = await stage.visit('script-missing.html', { shows: ['default'], absent: true });
    await other.evaluate(
      () =>
        new Promise<void>((resolve) => {
          const request = indexedDB.open('tailorbird');
          request.onupgradeneeded = () => request.result.createObjectStore('theirs').put('kept', 1);
          request.onsuccess = () => {
            request.result.close();
            resolve();
          };
        }),
    );
    const view = await stage.visit('returning.html', { ...asNew, reports: ['storage'] });
    await view.evaluate(() => tailorbird.goal('signup'));
    const next = await stage.visit('returning.html?clock=+40m', {
      ...asReturning,
      reports: ['storage'],
    });
    await expectRecord(next, { visitCount: 1, pageviews: 1, ...signedUp });
    // Nor may our connection keep them from changing it.
    const theirs = await next.evaluate(
      () =>
        new Promise<unknown>((resolve) => {
          const request = indexedDB.open('tailorbird', 2);
          request.onsuccess = () => {
            const read = request.result.transaction('theirs').objectStore('theirs').get(1);
            read.onsuccess = () => resolve(read.result);
          };
        }),
    );
    expect(theirs).toBe('kept');
    stage.evidence({
      fault: 'Somebody keeps other things in a database of the name "tailorbird"',
      saw: 'The right variant; one report on the console',
      kept: 'Everything, in localStorage alone; the other database is left as it was',
    });
  },
};
