import { readFileSync, writeFileSync } from 'node:fs';
import { expect } from 'vitest';
import type { TrackedEvent } from '../../../src/types.js';
import { story } from '../../support/events.js';
import { bundle } from '../support/bundle.js';
import type { PublicApi } from '../support/page/api.js';
import type { PageServer } from '../support/server.js';
import type { Scenarios, Stage } from '../support/stage.js';
import { waitFor } from '../support/wait.js';

declare const tailorbird: PublicApi;

declare global {
  interface Window {
    /** What a tool that came late was told. */
    heard?: string[];
    tell(event: TrackedEvent): void;
  }
}

type Fields = Readonly<Record<string, unknown>>;
/** What a tool was told, by the name of what happened; `null` where it was told nothing. */
type Payloads = Record<string, unknown>;

const file = new URL('../../vectors/sink-payloads.json', import.meta.url);
const parse = (text: string): Fields => JSON.parse(text) as Fields;

/** The part of a client's request that is ours: without its own ids, times and descriptions of the browser. */
const ours: Readonly<Record<string, (body: string) => unknown>> = {
  posthog(body) {
    const [{ event, properties }] = parse(body)['batch'] as [{ event: string; properties: Fields }];
    const mine = Object.entries(properties).filter(
      ([key]) =>
        key.startsWith('$feature') ||
        !(key.startsWith('$') || ['token', 'distinct_id'].includes(key)),
    );
    return { event, properties: Object.fromEntries(mine) };
  },
  segment(body) {
    const { type, event, properties } = parse(body);
    return { type, event, properties };
  },
  snowplow(body) {
    const [{ e, se_ca, se_ac, se_la, se_pr, se_va }] = parse(body)['data'] as [Fields];
    return { e, se_ca, se_ac, se_la, se_pr, se_va };
  },
  plausible(body) {
    const { n, p, i, $ } = parse(body);
    return { n, p, i, $ };
  },
};

/** Tools without a client on npm: what stands in the queue that their documentation tells pages to fill. */
const queues: Readonly<Record<string, 'dataLayer' | '_paq'>> = {
  dataLayer: 'dataLayer',
  gtag: 'dataLayer',
  matomo: '_paq',
};

/** Compares with the committed vectors; `UPDATE_VECTORS=1` writes them. */
function check(tool: string, payloads: Payloads): void {
  const all = JSON.parse(readFileSync(file, 'utf8')) as Record<string, Payloads>;
  if (process.env['UPDATE_VECTORS']) {
    all[tool] = payloads;
    writeFileSync(file, `${JSON.stringify(all, null, 2)}\n`);
  }
  expect(payloads).toEqual(all[tool]);
}

/** Tells the tool the whole story, one event after the other, and notes what arrives at its server. */
async function posted(stage: Stage, tool: string): Promise<void> {
  const { files, posts } = stage.server;
  files.set('client.js', await bundle(tool));
  const view = await stage.visit(`sinks.html?to=${tool}`, { shows: ['text'], absent: true });
  await view.until('the sinks are there', () => 'tell' in window);
  const arrived = (): PageServer['posts'] =>
    posts.filter(({ path }) => path.startsWith(`/stub/${tool}`));
  const payloads: Payloads = {};
  for (const [what, event] of Object.entries(story)) {
    const before = arrived().length;
    await view.evaluate((one) => window.tell(one), event);
    if (event.type === 'view') {
      // Nothing is to come: what comes with the next event would be found there.
      payloads[what] = null;
      continue;
    }
    await waitFor(`${tool} to hear that ${what}`, () => Promise.resolve(arrived().length > before));
    payloads[what] = JSON.parse(JSON.stringify(ours[tool]?.(arrived()[before]?.body ?? '')));
  }
  await view.frames(10);
  expect(arrived()).toHaveLength(Object.values(payloads).filter((one) => one !== null).length);
  check(tool, payloads);
}

/** Tells the whole story and reads the queue. */
async function queued(stage: Stage, tool: string): Promise<void> {
  stage.server.files.set('client.js', '');
  const view = await stage.visit(`sinks.html?to=${tool}`, { shows: ['text'], absent: true });
  await view.until('the sinks are there', () => 'tell' in window);
  const payloads: Payloads = {};
  for (const [what, event] of Object.entries(story)) {
    const entries = await view.evaluate(
      (queue, one) => {
        const page = window as unknown as Record<string, unknown[] | undefined>;
        const before = page[queue]?.length ?? 0;
        window.tell(one);
        // An `arguments` object is written as the list that it is.
        return JSON.stringify(
          (page[queue] ?? [])
            .slice(before)
            .map((entry) =>
              Object.prototype.toString.call(entry) === '[object Arguments]'
                ? { arguments: Array.from(entry as ArrayLike<unknown>) }
                : entry,
            ),
        );
      },
      queues[tool] ?? '',
      event,
    );
    const list = JSON.parse(entries) as unknown[];
    expect(list.length).toBeLessThan(2);
    payloads[what] = list[0] ?? null;
  }
  check(tool, payloads);
}

export const sinks: Scenarios = {
  ...Object.fromEntries(
    Object.keys(ours).map((tool) => [
      `${tool}: what its own client sends`,
      (stage: Stage) => posted(stage, tool),
    ]),
  ),
  ...Object.fromEntries(
    Object.keys(queues).map((tool) => [
      `${tool}: what stands in its queue`,
      (stage: Stage) => queued(stage, tool),
    ]),
  ),

  'a tool that never comes is reported once, and the others hear everything': async (stage) => {
    stage.server.files.set('client.js', '');
    const view = await stage.visit('sinks.html?to=plausible,segment,matomo', {
      shows: ['text'],
      absent: true,
      reportsLater: ['sink', 'sink'],
    });
    await view.until('the sinks are there', () => 'tell' in window);
    for (const event of Object.values(story)) await view.evaluate((one) => window.tell(one), event);
    const told = await view.evaluate(() => (window as { _paq?: unknown[] })._paq?.length);
    expect(told).toBe(Object.keys(story).length - 1);
  },

  ...Object.fromEntries(
    (['kept', 'denied', 'forgotten', 'denied, and granted again'] as const).map((what) => [
      `a tool that comes late, and what it is told: the record was ${what}`,
      async (stage: Stage): Promise<void> => {
        const view = await stage.visit('late-tool.html', {
          shows: ['text'],
          reportsLater: ['sink'],
        });
        await view.evaluate(() => tailorbird.goal('before'));
        await view.until('the tool is missed', () => window.__sampler.read().warnings.length > 0);
        await view.evaluate(async (what) => {
          if (what.startsWith('denied')) await tailorbird.consent('denied');
          if (what === 'forgotten') await tailorbird.forget();
          if (what.endsWith('again')) await tailorbird.consent('granted');
        }, what);
        await view.evaluate(() => {
          window.heard = [];
          const page = window as { plausible?: (event: string) => void };
          page.plausible = (event) => void window.heard?.push(event);
          tailorbird.goal('after');
          // When the page is put away, too, it is looked whether the tool has come.
          document.dispatchEvent(new Event('visibilitychange'));
        });
        const expected = {
          kept: ['goal_before', 'goal_after'],
          denied: [],
          forgotten: [],
          'denied, and granted again': ['goal_after'],
        }[what];
        await view.until(
          `it is told ${expected.join() || 'nothing'}`,
          (count) => (window.heard?.length ?? 0) >= count,
          expected.length,
        );
        await view.frames(10);
        expect(await view.evaluate(() => window.heard)).toEqual(expected);
      },
    ]),
  ),
};
