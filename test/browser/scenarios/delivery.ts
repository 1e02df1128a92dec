import { readFileSync } from 'node:fs';
import { expect } from 'vitest';
import type { TrackedEvent } from '../../../src/types.js';
import { Collector } from '../support/collector.js';
import type { Tab } from '../support/engine.js';
import type { PublicApi } from '../support/page/api.js';
import type { Expectation } from '../support/rules.js';
import type { Scenarios, Stage } from '../support/stage.js';
import type { View } from '../support/view.js';
import { waitFor } from '../support/wait.js';

declare const tailorbird: PublicApi;

declare global {
  interface Window {
    /** Requests since the visitor has withdrawn what they had agreed to. */
    posted?: number;
    /** Whether any try that was put off would have been made since. */
    isPast?: boolean;
  }
}

const page = readFileSync(new URL('../../pages/measured.html', import.meta.url), 'utf8');
const spring = 'measured.html?utm_campaign=spring&pace=100';

/** The site: pages whose plan names the data layer and a server of the owner's. */
interface Site {
  readonly stage: Stage;
  readonly collector: Collector;
  readonly expectation: Expectation;
}

const withSite =
  (run: (site: Site) => Promise<void>) =>
  async (stage: Stage): Promise<void> => {
    const collector = await Collector.open();
    stage.server.files.set('measured.html', page.replace('{{collector}}', collector.url));
    const expectation = { shows: ['variant'], asks: [collector.origin] };
    try {
      await run({ stage, collector, expectation });
    } finally {
      await collector.down();
    }
  };

const reach = (ids: readonly string[]): void => ids.forEach((id) => tailorbird.goal(id));
const names = (what: string, count: number): string[] =>
  Array.from({ length: count }, (_, at) => `${what}-${at}`);

/** The goals that the server knows of, each once however often it came. */
const goals = ({ lines }: Collector): string[] => {
  const byId = new Map(
    lines
      .map((line) => JSON.parse(line) as TrackedEvent)
      .map((event) => [event.id, event] as const),
  );
  return [...byId.values()].flatMap((event) => (event.type === 'goal' ? event.goal : [])).sort();
};

const hasGoals = (collector: Collector, expected: readonly string[]): Promise<void> =>
  waitFor(
    `${expected.length} goals at the collector`,
    () => Promise.resolve(goals(collector).join() === [...expected].sort().join()),
    () => goals(collector).join(),
  );

const isEmpty = async (): Promise<boolean> =>
  ((await tailorbird.export()) as unknown as { events: unknown[] }).events.length === 0;

type Withdrawal = 'denied' | 'pending' | 'forgotten';

/**
 * In the page: withdraws while the book of record is read for the next request, and counts requests from then on. It is read
 * twice for each: once to see what there is, once to send it.
 */
const withdrawWhileReading = (how: Withdrawal): void => {
  const { get } = IDBObjectStore.prototype;
  const { fetch: original } = window;
  let reads = 0;
  window.fetch = (...call) => {
    reads = 0;
    if (window.posted !== undefined) window.posted++;
    return original.apply(window, call);
  };
  IDBObjectStore.prototype.get = function (query) {
    const request = get.call(this, query);
    if (this.transaction.mode === 'readonly') reads++;
    if (reads === 2 && window.posted === undefined) {
      window.posted = 0;
      void (how === 'forgotten' ? tailorbird.forget() : tailorbird.consent(how));
      // Longer than any pause between two tries, as pauses pass here.
      setTimeout(() => (window.isPast = true), 300_001);
    }
    return request;
  };
};

/**
 * The server refuses what there is. While the page reads the book to try again, the visitor withdraws what they had agreed to:
 * from that task on it makes no request, however long it stays open.
 */
const withdrawing = (
  how: Withdrawal,
  afterwards?: (site: Site, view: View) => Promise<void>,
): ((stage: Stage) => Promise<void>) =>
  withSite(async (site) => {
    const { stage, collector, expectation } = site;
    collector.behave = () => 503;
    const view = await stage.visit(spring, expectation);
    await view.evaluate(reach, ['before']);
    await collector.requests(1);
    await view.evaluate(withdrawWhileReading, how);
    await view.until('every pause has passed', () => window.isPast === true);
    await view.frames(10);
    expect(await view.evaluate(() => window.posted)).toBe(0);
    const count = collector.seen.length;
    await afterwards?.(site, view);
    if (afterwards) return;
    await stage.visit('elsewhere.html', { shows: ['default'] });
    expect(collector.seen).toHaveLength(count);
  });

export const delivery: Scenarios = {
  'an exposure and a goal reach the data layer and the server, and leave the record': withSite(
    async ({ stage, collector, expectation }) => {
      const view = await stage.visit(spring, expectation);
      await view.evaluate(reach, ['signup']);
      await hasGoals(collector, ['signup']);
      await view.until('the record has no events left', isEmpty);
      const [exposure, goal] = collector.lines.map((line) => JSON.parse(line) as TrackedEvent);
      expect(exposure).toMatchObject({
        type: 'exposure',
        exp: 'hero:campaign:spring',
        applied: true,
      });
      expect(goal).toMatchObject({ type: 'goal', goal: 'signup', visitor: exposure?.visitor });
      const layer = await view.evaluate(() =>
        (window as unknown as { dataLayer: { event: string }[] }).dataLayer.map(
          ({ event }) => event,
        ),
      );
      expect(layer).toEqual(['experience_impression', 'goal_signup']);
    },
  ),

  'a goal reached just before leaving arrives': withSite(
    async ({ stage, collector, expectation }) => {
      const view = await stage.visit(spring.replace('&pace=100', ''), expectation);
      await view.until('the file is there', () => 'dataLayer' in window);
      await view.evaluate(reach, ['bought']);
      await stage.visit('elsewhere.html', { shows: ['default'] });
      await hasGoals(collector, ['bought']);
    },
  ),

  'what no server took waits in the record, and the next page sends it': withSite(
    async ({ stage, collector, expectation }) => {
      await collector.down();
      const view = await stage.visit(spring, expectation);
      await view.evaluate(reach, ['signup']);
      await view.until(
        'it is in the record',
        async () =>
          ((await tailorbird.export()) as unknown as { events: unknown[] }).events.length === 2,
      );
      await stage.visit('elsewhere.html', { shows: ['default'] });
      await collector.up();
      const next = await stage.visit(`${spring}&next`, expectation);
      await hasGoals(collector, ['signup']);
      await next.until('the record has no events left', isEmpty);
      expect(collector.lines.some((line) => line.includes('"exposure"'))).toBe(true);
    },
  ),

  'two tabs with one record: no goal of either is lost': withSite(
    async ({ stage, collector, expectation }) => {
      collector.behave = (request) => (request % 3 === 1 ? 503 : 'take');
      const view = await stage.visit(spring, expectation);
      const tab: Tab = await stage.openTab();
      await tab.goto(`${stage.server.origin}/${spring}&second`);
      await waitFor('the second tab', () =>
        tab.evaluate(async () => !!(await tailorbird.export())),
      );
      const all: string[] = [];
      for (let round = 0; round < 5; round++) {
        const mine = names(`first-${round}`, 5);
        const theirs = names(`second-${round}`, 5);
        await view.evaluate(reach, mine);
        await tab.evaluate(reach, theirs);
        all.push(...mine, ...theirs);
      }
      await hasGoals(collector, all);
      await view.until('the record has no events left', isEmpty);
    },
  ),

  'a page restored from the back/forward cache goes on sending': withSite(
    async ({ stage, collector, expectation }) => {
      const view = await stage.visit(spring, expectation);
      await view.evaluate(reach, ['before']);
      await hasGoals(collector, ['before']);
      await stage.visit('elsewhere.html', { shows: ['default'] });
      await stage.back(view);
      await view.evaluate(reach, ['after']);
      await hasGoals(collector, ['after', 'before']);
      await view.until('the record has no events left', isEmpty);
    },
  ),

  'denied while the book is read for the next try: nothing more is sent, and later the new visitor’s alone':
    withdrawing('denied', async ({ collector }, view) => {
      collector.behave = () => 'take';
      await view.evaluate(() => tailorbird.consent('granted'));
      await view.evaluate(reach, ['after']);
      await hasGoals(collector, ['after']);
      const id = await view.evaluate(async () => (await tailorbird.export())?.id);
      const visitors = collector.lines.map((line) => (JSON.parse(line) as TrackedEvent).visitor);
      expect(new Set(visitors)).toEqual(new Set([id]));
    }),

  'forgotten while the book is read for the next try: nothing more is sent':
    withdrawing('forgotten'),

  'asked anew while the book is read for the next try: it is sent once the visitor agrees':
    withdrawing('pending', async ({ collector }, view) => {
      collector.behave = () => 'take';
      await view.evaluate(() => tailorbird.consent('granted'));
      await view.evaluate(reach, ['after']);
      await hasGoals(collector, ['after', 'before']);
    }),
};
