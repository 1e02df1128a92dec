import { expect } from 'vitest';
import { publish, tagOf } from '../support/choice-page.js';
import type { PublicApi, StoredRecord } from '../support/page/api.js';
import type { SamplerReport } from '../support/page/report.js';
import {
  asNew,
  asReturning,
  counts,
  expectRecord,
  nothing,
  record,
  recorded,
  stored,
} from '../support/record.js';
import { faultsIn } from '../support/rules.js';
import type { Scenarios, Stage } from '../support/stage.js';
import type { View } from '../support/view.js';
import { waitFor } from '../support/wait.js';

declare const tailorbird: PublicApi;

declare global {
  interface Window {
    /** How often a page has counted two goals. */
    pairs: number;
    /** How often a page has committed. */
    steps: number;
    /** A connection that does not give way, and how often it was asked to. */
    holding?: { readonly database: IDBDatabase; asked: number };
  }
}

const text = { shows: ['text'] };

/** A page that is in the middle of a commit, in a tab beside that of a visitor we know. */
async function inMidCommit(stage: Stage): Promise<View> {
  const first = await stage.visit('returning.html', asNew);
  await recorded(first, 1);
  const view = await stage.visitInNewTab('commits.html?commit=endless', text);
  await view.until('a commit is under way', () => window.__writes === 1);
  return view;
}

/** Opens a page that has another one prerendered, and waits until that has done what it can do unseen. */
async function prerender(stage: Stage): Promise<View> {
  const view = await stage.visit('prerender.html', { ...text, absent: true });
  await asked(stage, '/empty.js', 'the next page to be prerendered');
  return view;
}

/** What test/pages/killed.htm tells of itself. */
interface OnRecord {
  readonly text: string;
  readonly record: StoredRecord;
}

/** What a page of test/pages/prerendered.html tells of itself once it has been shown. */
interface Told {
  readonly prerendered: boolean;
  readonly report: SamplerReport;
  readonly record: unknown;
}

/** Waits until a page has asked the server for a file. */
const asked = (stage: Stage, file: string, what: string): Promise<void> =>
  waitFor(
    what,
    () => Promise.resolve(stage.server.requests.includes(file)),
    () => stage.server.requests.join(),
  );

/** All of what that page has counted is on record, or nothing of it. @returns Whether it is. */
async function expectAllOrNothing(stage: Stage): Promise<void> {
  const view = await stage.visit('returning.html?clock=+40m', asReturning);
  await recorded(view, 2);
  const { pageviews, goals } = (await record(view)) ?? {};
  const all = goals?.['left'] !== undefined;
  expect(pageviews).toBe(all ? 3 : 2);
  expect(goals).toMatchObject(all ? { left: { count: 1 }, right: { count: 1 } } : {});
  await expectRecord(view, { visitCount: 2 });
}

export const interruptions: Scenarios = {
  'a tab is closed in the middle of a commit': async (stage) => {
    const { tab } = await inMidCommit(stage);
    await stage.closeTab(tab);
    await expectAllOrNothing(stage);
    stage.evidence({
      fault: 'The tab is closed in the middle of a commit',
      saw: 'The next page in another tab works at once: nothing is locked',
      kept: 'All that the closed page had counted or nothing of it, never a half; the rest as it was',
    });
  },

  'a tab is closed while it commits without pause': async (stage) => {
    const first = await stage.visit('returning.html', asNew);
    await recorded(first, 1);
    const { tab } = await stage.visitInNewTab('commits.html?loop', text);
    await waitFor('a hundred commits', () => tab.evaluate(() => window.pairs >= 100));
    const before = await tab.evaluate(
      async () => (await tailorbird.export())?.goals['left']?.count,
    );
    await stage.closeTab(tab);
    const view = await stage.visit('returning.html?clock=+40m', asReturning);
    await recorded(view, 3);
    const { goals = {}, pageviews } = (await record(view)) ?? {};
    expect(pageviews).toBe(3);
    expect(goals['left']?.count).toBe(goals['right']?.count);
    expect(goals['left']?.count).toBeGreaterThanOrEqual(before ?? NaN);
  },

  'the process of a page is killed in the middle of a commit': {
    engines: ['Chromium'],
    why: 'only its DevTools can crash the process of one page',
    async perform(stage) {
      const { tab } = await inMidCommit(stage);
      // Never answered: whoever could answer is dead.
      void tab.command?.('Page.crash').catch(() => {});
      await waitFor('the page to be dead', async () => {
        const answer = tab.evaluate(() => 'alive').catch(() => 'dead');
        const late = new Promise((resolve) => setTimeout(() => resolve('dead'), 500));
        return (await Promise.race([answer, late])) === 'dead';
      });
      await stage.abandonTab(tab);
      const view = await stage.visit('returning.html?clock=+40m', asReturning);
      await recorded(view, 2);
      await expectRecord(view, { visitCount: 2, pageviews: 2, goals: {} });
      stage.evidence({
        fault: 'The process of a page is killed in the middle of a commit',
        saw: 'The next page in another tab works at once: nothing is locked',
        kept: 'Everything committed before; of the commit under way nothing',
      });
    },
  },

  'the browser is killed while a page commits without pause': async (stage) => {
    const told = async (count: number): Promise<OnRecord> => {
      await waitFor('a page to tell what it has on record', () =>
        Promise.resolve(stage.server.posts.length === count),
      );
      return JSON.parse(stage.server.posts[count - 1]!.body) as OnRecord;
    };
    const first = await stage.startPlain('killed.htm?loop');
    const { record: before } = await told(1);
    await first.kill();
    const second = await stage.startPlain('killed.htm?views=2');
    const { record: after, text } = await told(2);
    await second.kill();
    // Of the same visit still.
    expect(text).toBe('Welcome');
    const { left, right } = after.goals;
    expect(left).toEqual({ ...right });
    expect(left?.count).toBeGreaterThanOrEqual(before.goals['left']?.count ?? NaN);
    expect(after).toMatchObject({ visitCount: 1, pageviews: 2 });
    stage.evidence({
      fault: 'The browser is killed, all processes at once, while a page commits without pause',
      saw: 'The next start of the browser, with the same profile, shows the page as it should be',
      kept: 'Everything that was ever told to be on record; of the commit under way all or nothing',
    });
  },

  'the visitor leaves in the middle of a commit': async (stage) => {
    const view = await inMidCommit(stage);
    const { tab } = view;
    await view.verify();
    await tab.goto(`${stage.server.origin}/returning.html?clock=+40m`);
    const next = await stage.meet(tab, 'returning.html?clock=+40m', asReturning);
    await recorded(next, 3);
    await expectRecord(next, {
      visitCount: 2,
      pageviews: 3,
      goals: { left: { count: 1 }, right: { count: 1 } },
    });
    stage.evidence({
      fault: 'The visitor goes to another page in the middle of a commit',
      saw: 'The next page works at once: nothing is locked',
      kept: 'Everything: the next page takes what was under way from localStorage',
    });
  },

  'the visitor leaves while the database is made': async (stage) => {
    const view = await stage.visit('returning.html?commit=unmade', asNew);
    await view.until('the database to be in the making', () => window.__writes === 1);
    const next = await stage.visit('returning.html?clock=+40m', asReturning);
    await recorded(next, 2);
    await expectRecord(next, { visitCount: 2, pageviews: 2 });
    stage.evidence({
      fault: 'The visitor goes to another page while the browser makes the database',
      saw: 'The next page works at once: nothing is locked',
      kept: 'Everything: the next page takes what was counted from localStorage',
    });
  },

  'a page that is being left makes no database any more': async (stage) => {
    // Nothing is counted before the plan is there, so the first to need a database is the page's own reading of the record.
    const never = `<script>fetch = () => new Promise(() => {})</script>`;
    const tag = tagOf(
      'data-tb-automation="record" data-tb-consent="granted" data-tb-plan="/plan.json"',
    );
    publish(stage, 'read-last.html', never + tag);
    const view = await stage.visit('read-last.html', text);
    await view.evaluate(() => {
      addEventListener('pagehide', () => void tailorbird.export(), { capture: true });
    });
    const next = await stage.visit('returning.html', asNew);
    await recorded(next, 1);
    await expectRecord(next, { visitCount: 1, pageviews: 1 });
  },

  'the visitor leaves while the database is held up': async (stage) => {
    await stage.visit('script-missing.html', { shows: ['default'], absent: true });
    // An empty database has to be made anew, which waits for whoever has it open.
    const holder = await stage.visitInNewTab('script-missing.html?holder', {
      shows: ['default'],
      absent: true,
    });
    await holder.evaluate(
      () =>
        new Promise<void>((resolve) => {
          const request = indexedDB.open('tailorbird');
          request.onsuccess = () => {
            window.holding = { database: request.result, asked: 0 };
            request.result.onversionchange = () => window.holding!.asked++;
            resolve();
          };
        }),
    );
    await stage.visit('returning.html', asNew);
    await holder.until('the database to be asked for', () => window.holding?.asked === 1);
    const next = await stage.visit('returning.html?clock=+40m', asReturning);
    await holder.evaluate(() => window.holding?.database.close());
    await recorded(next, 2);
    await expectRecord(next, { visitCount: 2, pageviews: 2 });
    stage.evidence({
      fault: 'The visitor goes to another page while the browser is still asked for the database',
      saw: 'The next page as it should be; its record is there within a second or so',
      kept: 'Everything: the next page takes what was counted from localStorage',
    });
  },

  'a tab that is behind another one leaves with something to tell': async (stage) => {
    const behind = await stage.visit('commits.html', text);
    await recorded(behind, 1);
    const ahead = await stage.visitInNewTab('commits.html?tab=2', text);
    await ahead.evaluate(() => {
      for (let count = 0; count < 20; count++) tailorbird.goal('ahead');
    });
    await ahead.until(
      'what was done there is on record',
      async () => (await tailorbird.export())?.goals['ahead']?.count === 20,
    );
    // Counted in the very task in which the page is left, as by the click on a link.
    await behind.evaluate(() => {
      addEventListener('pagehide', () => tailorbird.goal('signup'), { capture: true });
    });
    const next = await stage.visit('returning.html?clock=+40m', asReturning);
    await recorded(next, 3);
    await expectRecord(next, { goals: { ahead: { count: 20 }, left: { count: 2 } } });
    const { goals } = (await record(next)) ?? {};
    expect(goals?.['signup']?.count).toBe(1);
    stage.evidence({
      fault: 'A page counts a goal as it is left, while another tab has gone on',
      saw: 'The next page as it should be',
      kept: 'The goal, and all that the other tab has done',
    });
  },

  'two tabs commit two hundred times each at once': async (stage) => {
    const one = await stage.visit('commits.html', text);
    const two = await stage.visitInNewTab('commits.html?tab=2', text);
    const views = [one, two];
    for (const view of views) {
      await view.evaluate(() => {
        const { put } = IDBObjectStore.prototype;
        let done: ((value: unknown) => void) | undefined;
        IDBObjectStore.prototype.put = function (...args) {
          this.transaction.addEventListener('complete', () => done?.(0));
          return put.apply(this, args);
        };
        const work = async (): Promise<void> => {
          // Both begin when the second tab has said so.
          while (!localStorage.getItem('go')) await new Promise((next) => setTimeout(next));
          const from = Date.now();
          for (let step = 0; step < 200; step++) {
            const committed = new Promise((resolve) => (done = resolve));
            if (step % 2) tailorbird.goal('shared', { value: 2 });
            else history.pushState(null, '', `?tab=2&step=${step}`);
            await committed;
            window.steps = step + 1;
          }
          localStorage.setItem(`worked.${Math.random()}`, JSON.stringify([from, Date.now()]));
        };
        void work();
      });
    }
    await two.evaluate(() => localStorage.setItem('go', 'now'));
    for (const view of views) await view.upTo('two hundred commits', 200, () => window.steps);
    await two.until(
      'both are done',
      () => Object.keys(localStorage).filter((key) => key.startsWith('worked')).length === 2,
    );
    const [[from1 = 0, to1 = 0] = [], [from2 = 0, to2 = 0] = []] = await two.evaluate(() =>
      Object.entries(localStorage)
        .filter(([key]) => key.startsWith('worked'))
        .map(([, value]) => JSON.parse(value as string) as number[]),
    );
    expect(from1 < to2 && from2 < to1, 'at the same time').toBe(true);
    await recorded(two, 202);
    for (const view of views) {
      await expectRecord(view, {
        visitCount: 1,
        pageviews: 202,
        goals: { shared: { count: 200, value: 400 }, left: { count: 2 }, right: { count: 2 } },
      });
    }
    stage.evidence({
      fault: 'Two tabs commit two hundred times each at the same time',
      saw: 'No change on either page',
      kept: 'Every page view and every goal of both: the counters are exact',
    });
  },

  'a page comes back from the back/forward cache and goes on committing': async (stage) => {
    const first = await stage.visit('returning.html', asNew);
    // A connection and a channel are open by then: neither may keep the page from being kept.
    await recorded(first, 1);
    const other = await stage.visit('elsewhere.html', { shows: ['default'] });
    await recorded(other, 2);
    await stage.back(first);
    await first.evaluate(() => tailorbird.goal('signup'));
    await first.until(
      'the goal is on record',
      async () => (await tailorbird.export())?.goals['signup']?.count === 1,
    );
    await expectRecord(first, { visitCount: 1, pageviews: 3 });
    stage.evidence({
      fault:
        'The page is put into the back/forward cache, database and channel open, and comes back',
      saw: 'The page as it was left, at once',
      kept: 'Everything; the return counts as a page view',
    });
  },

  'a denial in another tab while the page was in the back/forward cache': async (stage) => {
    const first = await stage.visit('controls-page.html', text);
    await recorded(first, 1);
    await stage.visit('elsewhere.html', { shows: ['default'] });
    const other = await stage.visitInNewTab('controls-page.html?tab=2', text);
    await recorded(other, 3);
    await other.evaluate(() => document.getElementById('deny')?.click());
    const denied = { ...nothing, keys: ['tailorbird.consent'] };
    await waitFor('everything to be deleted', async () =>
      JSON.stringify(await stored(other)).includes('"databases":[]'),
    );
    // A browser may drop a kept page whose database is deleted; then it is loaded anew.
    await first.tab.back();
    const back = await stage.meet(first.tab, '/controls-page.html', text);
    expect(await back.evaluate(() => tailorbird.signals['consent'])).toBe('denied');
    await back.evaluate(() => tailorbird.goal('signup'));
    await back.frames(10);
    expect(await stored(back)).toEqual(denied);
    stage.evidence({
      fault: 'The visitor denies in another tab while a page is in the back/forward cache',
      saw: 'The page, as it was left or, where the browser drops it with its database, loaded anew',
      kept: 'Nothing but the denial itself: the page that comes back stores nothing more',
    });
  },

  'a grant in another tab while the page was in the back/forward cache': async (stage) => {
    const first = await stage.visit('consent-controls.html', text);
    await stage.visit('consent-controls.html?elsewhere', text);
    const other = await stage.visitInNewTab('consent-controls.html?tab=2', text);
    await other.evaluate(() => document.getElementById('grant')?.click());
    // With the page that lies open in the first tab, which hears of it.
    await recorded(other, 2);
    await stage.back(first);
    await first.until('it is granted here too', () => tailorbird.signals['consent'] === 'granted');
    // The other tab's page, the one that lay open here, this one when it was opened, and its return.
    await recorded(first, 4);
    expect(await counts(first)).toEqual([1, 4]);
    stage.evidence({
      fault: 'The visitor grants in another tab while a page is in the back/forward cache',
      saw: 'The page as it was left, at once',
      kept: 'Its two page views: when it was opened, and when it came back',
    });
  },

  'the page clears localStorage while another one is in the back/forward cache': async (stage) => {
    const first = await stage.visit('returning.html', asNew);
    await recorded(first, 1);
    const other = await stage.visit('elsewhere.html', { shows: ['default'] });
    await recorded(other, 2);
    // As sites do when somebody logs out.
    await other.evaluate(() => localStorage.clear());
    await stage.back(first);
    await first.frames(10);
    await expectRecord(first, { visitCount: 1, pageviews: 2 });
    stage.evidence({
      fault: 'The site clears localStorage while a page is in the back/forward cache',
      saw: 'The page as it was left, at once',
      kept: 'Everything in IndexedDB. That page adds nothing more: it might have been a denial',
    });
  },

  'a page that is prerendered and never shown': {
    engines: ['Chromium'],
    why: 'no other engine prerenders',
    async perform(stage) {
      const view = await prerender(stage);
      await view.frames(10);
      expect(await stored(view)).toEqual(nothing);
      expect(stage.server.requests).not.toContain('/plan.json');
      stage.evidence({
        fault: 'A page is prerendered and never shown',
        saw: 'Nothing of it',
        kept: 'Nothing: it is not counted, and nothing is stored',
      });
    },
  },

  'a page that is prerendered and then shown': {
    engines: ['Chromium'],
    why: 'no other engine prerenders',
    async perform(stage) {
      const { tab } = await prerender(stage);
      await tab.evaluate(() => void setTimeout(() => document.querySelector('a')?.click()));
      // The page tells by itself: now and then the driver loses a page when one takes the place of another.
      await asked(stage, '/shown', 'the next page to tell what was seen');
      await waitFor('all it tells', () => Promise.resolve(stage.server.posts.length > 0));
      const told = JSON.parse(stage.server.posts[0]?.body ?? '') as Told;
      expect(faultsIn(told.report, asNew)).toEqual([]);
      expect(told).toMatchObject({ prerendered: true, record: { visitCount: 1, pageviews: 1 } });
      await stage.abandonTab(tab);
      stage.evidence({
        fault: 'A page is prerendered and then shown',
        saw: 'Its variant, in the first frame',
        kept: 'One page view, counted when it is shown',
      });
    },
  },
};
