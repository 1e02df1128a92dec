import type { IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { expect } from 'vitest';
import { createDemoServer } from '../../../demo/server.mjs';
import type { TrackedEvent } from '../../../src/types.js';
import type { Tab } from '../support/engine.js';
import type { PublicApi } from '../support/page/api.js';
import type { Scenarios } from '../support/stage.js';
import { waitFor } from '../support/wait.js';

declare const tailorbird: PublicApi;

/** What each visitor of the demo is shown: hero, testimonials, call to action. */
const visitors: Readonly<Record<string, readonly [string, string, string]>> = {
  new: ['default', 'default', 'default'],
  returning: ['returning', 'default', 'returning'],
  spring: ['campaign:spring', 'social', 'default'],
  agency: ['campaign:agency', 'search', 'default'],
  assistant: ['default', 'ai', 'default'],
  germany: ['country:DE', 'default', 'german'],
  named: ['default', 'default', 'named'],
};

/** Follows a link of the strip and tells what the page shows in the end. */
async function become(tab: Tab, origin: string, id: string): Promise<readonly unknown[]> {
  await tab.goto(`${origin}/become/${id}?automation=record`);
  await waitFor(`the page of the ${id} visitor`, () =>
    tab.evaluate(() => !location.pathname.startsWith('/become') && 'tailorbird' in window),
  );
  return shown(tab);
}

function shown(tab: Tab): Promise<readonly unknown[]> {
  return tab.evaluate(async () => {
    await tailorbird.settled;
    return ['hero', 'testimonials', 'call-to-action'].map((block) =>
      document.querySelector(`[data-tb-block=${block}]`)?.getAttribute('data-tb-shown'),
    );
  });
}

/** Runs a story against the demo's own server. */
async function withDemo(
  story: (origin: string, requests: () => number) => Promise<void>,
  hangsUp: (request: IncomingMessage) => boolean = () => false,
): Promise<void> {
  const server = createDemoServer();
  let requests = 0;
  server.prependListener('request', (request: IncomingMessage) => {
    requests++;
    if (hangsUp(request)) request.socket.destroy();
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  try {
    await story(`http://127.0.0.1:${(server.address() as AddressInfo).port}`, () => requests);
  } finally {
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  }
}

/** The cells of a signal's row on the page of signals: value, provenance, state. */
function row(tab: Tab, path: string): Promise<readonly (string | null)[] | undefined> {
  return tab.evaluate((wanted) => {
    const rows = [...document.querySelectorAll('tbody tr')];
    const found = rows.find((each) => each.querySelector('th')?.textContent === wanted);
    return found && [...found.querySelectorAll('td')].map(({ textContent }) => textContent);
  }, path);
}

async function waitForRow(tab: Tab, path: string, ...cells: string[]): Promise<void> {
  await waitFor(
    `${path} to be ${cells.join(', ')}`,
    async () => (await row(tab, path))?.join() === cells.join(),
  );
}

async function answerFirstName(tab: Tab, name: string): Promise<void> {
  await tab.evaluate((value) => {
    const field = document.querySelector<HTMLInputElement>('[data-tb-trait=firstName]');
    if (!field) return;
    field.value = value;
    field.dispatchEvent(new Event('change', { bubbles: true }));
  }, name);
}

/** A row of the page of the week: what they saw, how many they were, how many signed up. */
type Arm = readonly [string, number, number];

function arms(tab: Tab): Promise<Arm[]> {
  return tab.evaluate(() =>
    [...document.querySelectorAll<HTMLTableRowElement>('#arms tr')].map(({ cells }) => {
      const [shown, , visitors, signed] = [...cells].map(({ textContent }) => textContent);
      return [String(shown), Number(visitors), Number(signed)] as const;
    }),
  );
}

/** How many visitors of the week have come and gone. */
function goneVisitors(tab: Tab): Promise<number> {
  return tab.evaluate(() => {
    const text = document.getElementById('status')?.textContent ?? '';
    return Number(/\d+/.exec(text)?.[0] ?? 0);
  });
}

/** Starts the week and waits until everybody has left and the report is there. */
async function playWeek(tab: Tab, url: string, requests: () => number): Promise<void> {
  await tab.goto(url);
  const count = Number(new URL(url).searchParams.get('visitors'));
  // Whoever presses earlier has the browser send the form, and nobody comes.
  await waitFor('the page to listen', async () => (await arms(tab)).length > 0);
  await tab.evaluate(() => document.querySelector<HTMLElement>('#week button')?.click());
  // As long as they go on: a busy machine takes a while for four of them at a time.
  for (let gone = 0; gone < count;) {
    const before = requests();
    await waitFor(
      'the visitors to go on',
      async () => (gone = await goneVisitors(tab)) === count || requests() > before,
      () => tab.evaluate(() => document.getElementById('status')!.textContent),
    );
  }
  await waitFor('the report', () => tab.evaluate(() => !document.getElementById('result')?.hidden));
}

export const demo: Scenarios = {
  'the whole loop: a week of visitors, their events at the server, the report of them': (stage) =>
    withDemo(async (origin, requests) => {
      const tab = await stage.openTab();
      await playWeek(tab, `${origin}/loop?automation=record&visitors=16`, requests);
      // What the page saw happen is what the server's events say: nobody lost, nobody twice.
      const [held, tulips, garden, others] = await arms(tab);
      const links = await tab.evaluate(() =>
        [...document.querySelectorAll<HTMLAnchorElement>('#result a')].map(({ href }) => href),
      );
      const [report, events, weights] = await Promise.all(
        links.map(async (link) => (await fetch(link)).text()),
      );
      const known = new Map(
        events!
          .trimEnd()
          .split('\n')
          .map((line) => JSON.parse(line) as TrackedEvent)
          .map((event) => [event.id, event]),
      );
      const exposed = new Map<string, Set<string>>();
      const signed = new Set<string>();
      for (const event of known.values())
        if (event.type === 'goal') signed.add(event.visitor);
        else
          exposed.set(event.variant, (exposed.get(event.variant) ?? new Set()).add(event.visitor));
      const counted = ['default', 'tulips', 'garden'].map((variant) => {
        const visitors = [...(exposed.get(variant) ?? [])];
        return [visitors.length, visitors.filter((visitor) => signed.has(visitor)).length];
      });
      expect(counted).toEqual([held, tulips, garden].map((arm) => arm?.slice(1)));
      expect((others?.[1] ?? 0) + counted.reduce((sum, [each]) => sum + each!, 0)).toBe(16);
      expect(signed.size).toBe(
        [held, tulips, garden, others].reduce((sum, arm) => sum + arm![2], 0),
      );
      const shownVisitors = counted.reduce((sum, [each]) => sum + each!, 0);
      expect(report).toContain(`${shownVisitors} visitors`);
      if (signed.size) expect(Object.keys(JSON.parse(weights!) as object)).not.toEqual([]);
      else expect(weights).toContain('the goal was never reached');
    }),

  'the whole loop goes on where pages do not load at first': (stage) => {
    const asked = new Map<string, number>();
    return withDemo(
      async (origin, requests) => {
        const tab = await stage.openTab();
        await playWeek(tab, `${origin}/loop?automation=record&visitors=2`, requests);
        const seen = (await arms(tab)).reduce((sum, [, visitors]) => sum + visitors, 0);
        expect([seen, [...asked.values()].every((times) => times > 2)]).toEqual([2, true]);
      },
      ({ url = '', headers }) => {
        const path = url.replace(/\?.*/, '');
        if (!path.endsWith('/shop')) return false;
        // Browsers themselves ask again, once, where the connection was in use before.
        const name = `${headers.host}${path}`;
        asked.set(name, (asked.get(name) ?? 0) + 1);
        return asked.get(name)! <= 2;
      },
    );
  },

  'each link of the strip makes its visitor, before and after a reload': (stage) =>
    withDemo(async (origin) => {
      const tab = await stage.openTab();
      for (const [id, expected] of Object.entries(visitors)) {
        expect(await become(tab, origin, id), id).toEqual(expected);
        await tab.reload();
        expect(await shown(tab), `${id}, reloaded`).toEqual(expected);
        expect(await tab.evaluate(() => tailorbird.explain().problems), id).toEqual([]);
      }
    }),

  'the page of signals lists all of them, with where they were read, and follows what changes': (
    stage,
  ) =>
    withDemo(async (origin) => {
      const tab = await stage.openTab();
      await tab.goto(
        `${origin}/signals?automation=record&endpoint&utm_source=google&utm_medium=cpc`,
      );
      await waitForRow(tab, 'source.channel', 'Paid Search', 'utm', 'known');
      await waitForRow(tab, 'geo.city', 'Berlin', 'endpoint', 'known');
      await waitForRow(tab, 'visits.count', '1', 'record', 'known');
      await waitFor('the details of the device', async () => {
        const [version = '', via] = (await row(tab, 'device.browserVersion')) ?? [];
        return /^\d/.test(version ?? '') && via === 'ua-parser-js';
      });
      // A commit later the source is still that of this page view, not of an earlier one.
      await tab.evaluate(() => document.querySelector('.topics')?.scrollIntoView());
      await waitFor('a topic to be seen', () =>
        tab.evaluate(async () => !!(await tailorbird.export())?.interests['running']),
      );
      await waitForRow(tab, 'source.channel', 'Paid Search', 'utm', 'known');
      // Every group has a table, and whatever is known says where it was read.
      const table = await tab.evaluate(() => ({
        groups: [...document.querySelectorAll('caption b')].map(({ textContent }) => textContent),
        nowhere: [...document.querySelectorAll('tr[data-state=known]')]
          .filter((each) => !each.querySelectorAll('td')[1]?.textContent)
          .map(({ textContent }) => textContent),
      }));
      expect(table.groups).toHaveLength(11);
      expect(table.nowhere).toEqual([]);
      await waitFor('the table to have every signal', () =>
        tab.evaluate(
          () =>
            tailorbird.explain().signals.length === document.querySelectorAll('tbody tr').length,
        ),
      );
      await tab.evaluate(() => document.getElementById('developer')?.click());
      await answerFirstName(tab, 'Ann');
      await waitForRow(tab, 'traits.role', 'developer', 'answer', 'known');
      await waitForRow(tab, 'traits.firstName', 'Ann', 'answer', 'known');
      expect(await tab.evaluate(() => document.querySelector('h3')?.textContent)).toBe(
        'Made for Ann',
      );
      await tab.evaluate(() => document.getElementById('push')?.click());
      await waitForRow(tab, 'traits.role', 'editor', 'dataLayer', 'known');
      await tab.evaluate(() => document.getElementById('goal')?.click());
      await waitForRow(tab, 'goals.demo.value', '5', 'record', 'known');
      expect(await tab.evaluate(() => tailorbird.explain().problems)).toEqual([]);
    }),

  'what the page of signals has learned is there at once on the next view': (stage) =>
    withDemo(async (origin) => {
      const tab = await stage.openTab();
      await tab.goto(`${origin}/signals?automation=record`);
      await waitFor('the details of the device', async () => {
        const [version, via] = (await row(tab, 'device.browserVersion')) ?? [];
        return /^\d/.test(version ?? '') && via === 'ua-parser-js';
      });
      await answerFirstName(tab, 'Ann');
      await waitForRow(tab, 'traits.firstName', 'Ann', 'answer', 'known');
      await waitFor('both to be kept', () =>
        tab.evaluate(async () => (await tailorbird.export())?.traits['firstName'] === 'Ann'),
      );
      await tab.reload();
      // What explain() says before the page has had time to ask for anything.
      const atOnce = await tab.evaluate(() =>
        tailorbird
          .explain()
          .signals.filter(({ path }) => /^(device.browserVersion|traits.firstName)$/.test(path))
          .map(({ path, via, state }) => [path, via, state].join(' '))
          .sort(),
      );
      expect(atOnce).toEqual([
        'device.browserVersion ua-parser-js known',
        'traits.firstName record known',
      ]);
      await waitForRow(tab, 'traits.firstName', 'Ann', 'record', 'known');
      expect(await tab.evaluate(() => document.querySelector('h3')?.textContent)).toBe(
        'Made for Ann',
      );
    }),

  'rows that do not change stay the same elements, and a change is marked': (stage) =>
    withDemo(async (origin) => {
      const tab = await stage.openTab();
      await tab.goto(`${origin}/signals?automation=record`);
      await waitForRow(tab, 'consent', 'granted', 'default', 'known');
      await tab.evaluate(() => {
        for (const each of document.querySelectorAll('tbody tr')) each.setAttribute('data-old', '');
      });
      await tab.evaluate(() => document.getElementById('later')?.click());
      await waitForRow(tab, 'consent', 'pending', 'consent()', 'known');
      const after = await tab.evaluate(() => {
        const find = (path: string) =>
          [...document.querySelectorAll('tbody tr')].find(
            (each) => each.querySelector('th')?.textContent === path,
          );
        return ['consent', 'page.host'].map((path) => {
          const found = find(path);
          return [found?.hasAttribute('data-old'), found?.classList.contains('changed')];
        });
      });
      expect(after).toEqual([
        [true, true],
        [true, false],
      ]);
    }),
};
