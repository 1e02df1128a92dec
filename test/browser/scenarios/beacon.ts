import { expect } from 'vitest';
import { Collector, type Behaviour } from '../support/collector.js';
import type { Tab } from '../support/engine.js';
import type { Expectation } from '../support/rules.js';
import type { Scenarios, Stage } from '../support/stage.js';
import type { View } from '../support/view.js';
import { waitFor } from '../support/wait.js';

declare global {
  interface Window {
    /** The page of test/pages/beacon.html: puts events with these ids in its queue. */
    record(ids: readonly string[]): void;
    unsent(): number;
    failed: number;
  }
}

const elsewhere = { shows: ['default'] } as const;

/** A page that counts, and the server it posts to. */
class Site {
  readonly stage: Stage;
  readonly collector: Collector;

  constructor(stage: Stage, collector: Collector) {
    this.stage = stage;
    this.collector = collector;
  }

  get expectation(): Expectation {
    return { shows: ['text'], absent: true, asks: [this.collector.origin] };
  }

  address(query = ''): string {
    return `beacon.html?to=${encodeURIComponent(this.collector.url)}${query}`;
  }

  async visit(query = '', expectation: Expectation = this.expectation): Promise<View> {
    const view = await this.stage.visit(this.address(query), expectation);
    await view.until('the sinks are there', () => 'record' in window);
    return view;
  }

  /** Everything has arrived, and the page knows. */
  async settled(view: View, ids: readonly string[]): Promise<void> {
    await this.collector.has(ids);
    await view.until('nothing is queued', () => window.unsent() === 0);
  }
}

const names = (what: string, count: number): string[] =>
  Array.from({ length: count }, (_, at) => `${what}-${String(at).padStart(3, '0')}`);
const record = (ids: readonly string[]): void => window.record(ids);
/** Firefox allows so many at a time, the others so many bytes. */
const occupyKeepalive = ([url]: readonly [string]): void => {
  for (const size of [...Array<number>(70).fill(1000), ...Array<number>(20).fill(100)])
    fetch(url, { method: 'POST', body: 'x'.repeat(size), keepalive: true }).catch(() => undefined);
};
const unique = (ids: readonly string[]): string[] => [...new Set(ids)].sort();

/** Runs with a server of its own, which is closed whatever happens. */
const withSite =
  (run: (site: Site) => Promise<void>) =>
  async (stage: Stage): Promise<void> => {
    const collector = await Collector.open();
    try {
      await run(new Site(stage, collector));
    } finally {
      await collector.down();
    }
  };

/** The server does this to the first requests, and takes the next. */
const afterFaults = (...faults: Behaviour[]) =>
  withSite(async (site) => {
    const { collector } = site;
    collector.behave = (request) => faults[request] ?? 'take';
    const view = await site.visit('&pace=100');
    const ids = names('event', 5);
    await view.evaluate(record, ids);
    await site.settled(view, ids);
    expect(collector.ids.sort()).toEqual(ids);
    expect(collector.seen).toEqual([...faults, 'take']);
  });

/** The answer is still out when the visitor does something; the next page view sends what is not known to have arrived. */
const whileSending = (leave: (site: Site, view: View) => Promise<View>) =>
  withSite(async (site) => {
    const { collector } = site;
    collector.behave = (request) => (request === 0 ? 'hold' : 'take');
    const view = await site.visit('&pace=100');
    const ids = names('event', 5);
    await view.evaluate(record, ids);
    await collector.requests(1);
    const next = await leave(site, view);
    collector.release();
    await site.settled(next, ids);
    expect(unique(collector.ids)).toEqual(ids);
  });

export const beacon: Scenarios = {
  'events are posted as lines of JSON, without a preflight, and then the queue is empty': withSite(
    async (site) => {
      const { collector } = site;
      const view = await site.visit('&pace=100');
      const ids = names('event', 3);
      await view.evaluate(record, ids);
      await site.settled(view, ids);
      expect(collector.seen).toEqual(['take']);
      expect([...collector.types]).toEqual(['text/plain;charset=UTF-8']);
      expect(JSON.parse(collector.lines[0] ?? '')).toMatchObject({
        v: 1,
        type: 'goal',
        id: ids[0],
      });
    },
  ),

  'no request is made when nothing is queued': withSite(async (site) => {
    const view = await site.visit('&pace=1000');
    await view.frames(20);
    await site.stage.visit('elsewhere.html', elsewhere);
    expect(site.collector.seen).toEqual([]);
  }),

  'a server that is down for a while gets everything once': withSite(async (site) => {
    const { collector } = site;
    await collector.down();
    const view = await site.visit('&pace=100');
    const ids = names('event', 5);
    await view.evaluate(record, ids);
    await view.until('two requests have failed', () => window.failed >= 2);
    await collector.up();
    await site.settled(view, ids);
    expect(collector.ids.sort()).toEqual(ids);
  }),

  'a server that fails with 500 gets everything once it works': afterFaults(500, 500),
  'a server that asks for patience with 429 gets everything later': afterFaults(429),
  'a server that hangs up in the middle gets everything later': afterFaults('hang up'),

  'a server that never answers a request gets its events with the next': withSite(async (site) => {
    const { collector } = site;
    collector.behave = (request) => (request === 0 ? 'hold' : 'take');
    const view = await site.visit('&pace=100&patience=200');
    const ids = names('event', 5);
    await view.evaluate(record, ids);
    await collector.requests(1);
    await site.settled(view, ids);
    expect(unique(collector.ids)).toEqual(ids);
  }),

  'a server that refuses everything is left alone, and the owner is told': withSite(
    async (site) => {
      const { collector } = site;
      collector.behave = () => 404;
      const view = await site.visit('&pace=300', { ...site.expectation, reportsLater: ['sink'] });
      await view.evaluate(record, names('event', 5));
      await view.until('nothing is queued', () => window.unsent() === 0);
      expect(collector.seen).toHaveLength(5);
      expect(collector.lines).toEqual([]);
    },
  ),

  'where other scripts have all the requests that may outlive a page, it does without': withSite(
    async (site) => {
      const { collector } = site;
      const busy = await Collector.open();
      busy.behave = () => 'hold';
      try {
        const asks = [collector.origin, busy.origin];
        const view = await site.visit('&pace=100', { ...site.expectation, asks });
        await view.evaluate(occupyKeepalive, [busy.url]);
        await view.until('the browser refuses one more', () => window.failed > 0);
        const ids = names('event', 5);
        await view.evaluate(record, ids);
        await site.settled(view, ids);
        expect(collector.ids.sort()).toEqual(ids);
      } finally {
        await busy.down();
      }
    },
  ),

  'what was counted just before leaving arrives, though no page of the site is open': withSite(
    async (site) => {
      const { collector, stage } = site;
      const view = await site.visit();
      const ids = names('event', 5);
      await view.evaluate(record, ids);
      await stage.visit('elsewhere.html', elsewhere);
      await collector.has(ids);
      expect(collector.ids.sort()).toEqual(ids);
    },
  ),

  'a browser without requests that outlive the page hands them over instead': withSite(
    async (site) => {
      const { collector, stage } = site;
      const view = await site.visit('&no-keepalive');
      const ids = names('event', 5);
      await view.evaluate(record, ids);
      await stage.visit('elsewhere.html', elsewhere);
      await collector.has(ids);
      const back = await site.visit('&no-keepalive&again');
      expect(await back.evaluate(() => window.unsent())).toBe(0);
      expect([...collector.types]).toEqual(['text/plain;charset=UTF-8']);
      expect(collector.ids.sort()).toEqual(ids);
    },
  ),

  'a page left while sending: nothing is lost': whileSending(async (site) => {
    await site.stage.visit('elsewhere.html', elsewhere);
    return site.visit('&pace=100&next');
  }),

  'a page left while sending, answered after it has gone: nothing is lost': whileSending(
    async (site) => {
      await site.stage.visit('elsewhere.html', elsewhere);
      site.collector.release();
      return site.visit('&pace=100&next');
    },
  ),

  'a page reloaded while sending: nothing is lost': whileSending(async (site, view) => {
    const next = await site.stage.reload(view, site.expectation);
    await next.until('the sinks are there', () => 'record' in window);
    return next;
  }),

  'a tab closed while sending: nothing is lost': withSite(async (site) => {
    const { collector, stage } = site;
    collector.behave = (request) => (request === 0 ? 'hold' : 'take');
    // The first tab of a browser is not closed but emptied: the visitor has another one.
    await site.visit('&first');
    const tab = await stage.openTab();
    await tab.goto(`${stage.server.origin}/${site.address('&pace=100')}`);
    await waitFor('the sinks are there', () => tab.evaluate(() => 'record' in window));
    const ids = names('event', 5);
    await tab.evaluate(record, ids);
    await collector.requests(1);
    await tab.close();
    const next = await site.visit('&pace=100&next');
    collector.release();
    await site.settled(next, ids);
    expect(unique(collector.ids)).toEqual(ids);
  }),

  'a page restored from the back/forward cache goes on': withSite(async (site) => {
    const { collector, stage } = site;
    const view = await site.visit('&pace=100');
    const before = names('before', 3);
    await view.evaluate(record, before);
    await stage.visit('elsewhere.html', elsewhere);
    await collector.has(before);
    await stage.back(view);
    const after = names('after', 3);
    await view.evaluate(record, after);
    await site.settled(view, [...before, ...after]);
    expect(unique(collector.ids)).toEqual([...after, ...before]);
  }),

  'two tabs with one queue: everything arrives': withSite(async (site) => {
    const { collector, stage } = site;
    collector.behave = (request) => (request % 3 === 1 ? 503 : 'take');
    const view = await site.visit('&pace=100&first');
    const tab: Tab = await stage.openTab();
    await tab.goto(`${stage.server.origin}/${site.address('&pace=100&second')}`);
    await waitFor('the sinks are there', () => tab.evaluate(() => 'record' in window));
    const all: string[] = [];
    for (let round = 0; round < 5; round++) {
      const mine = names(`first-${round}`, 10);
      const theirs = names(`second-${round}`, 10);
      await view.evaluate(record, mine);
      await tab.evaluate(record, theirs);
      all.push(...mine, ...theirs);
    }
    await site.settled(view, all);
    expect(unique(collector.ids)).toEqual(all.sort());
  }),
};
