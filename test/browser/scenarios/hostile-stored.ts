import { expect } from 'vitest';
import {
  codesOf,
  countDoors,
  expectRequests,
  expectUntouched,
  inParts,
  openRunner,
  readPage,
  record,
  runFrames,
  scriptJson,
  serveInspector,
  type Give,
} from '../support/hostile.js';
import type { PublicApi } from '../support/page/api.js';
import type { Scenarios, Stage } from '../support/stage.js';
import type { View } from '../support/view.js';

declare const tailorbird: PublicApi;

/** What is none of a plan's objects; a list stands for what happens to be one. */
function noPlan(text: string): string {
  try {
    return typeof JSON.parse(text) === 'object' ? `[${text}]` : text;
  } catch {
    return text;
  }
}

async function junk(stage: Stage, gives: readonly Give[]): Promise<void> {
  const { files } = stage.server;
  const template = readPage('hostile-junk.htm');
  for (const [number, give] of gives.entries()) {
    const left = {
      tailorbird: give(0),
      'tailorbird.plan': `/plan-${number}.json\n${noPlan(give(1))}`,
      'tailorbird.consent': give(2),
    };
    const seed = Object.entries(left).map(
      ([key, text]) => `localStorage.setItem('${key}', ${scriptJson(text)});`,
    );
    files.set(
      `hostile-junk-${number}.html`,
      template.replaceAll('{{number}}', `${number}`).replace('{{seed}}', () => seed.join('\n')),
    );
    const plan = { deadline: 10000, geo: { endpoint: `/place-${number}.txt` } };
    files.set(`plan-${number}.json`, JSON.stringify(plan));
    files.set(`place-${number}.txt`, give(3));
  }
  const runner = await openRunner(stage);
  const frames = gives.map((_, number) => ({ address: `/hostile-junk-${number}.html` }));
  const found = await runFrames(runner, frames);
  // The address of its plan is each page's own.
  const reports = found.map((report) => ({
    ...report,
    shape: report.shape.replace(/plan-\d+/, 'plan'),
  }));
  for (const [number, report] of reports.entries()) {
    const what = JSON.stringify(gives[number]?.(0));
    expectUntouched(report, what);
    expect(report.texts, what).toEqual({ 'geo.region': 'authored', 'geo.city': 'authored' });
    expect(report.shape, what).toBe(reports[0]?.shape);
    expect(report.shown, what).toEqual({ hero: 'default' });
    expect(codesOf(report).sort(), what).toEqual(['geo-endpoint', 'record', 'record']);
    expect(report.loads, what).toBe(1);
  }
  expectRequests(stage, [
    'hostile-runner.html',
    /^(hostile-junk-\d+\.html|plan-\d+\.json|place-\d+\.txt)$/,
  ]);
  const doors = ['snapshot', 'plan', 'choice'].map((name) => `localStorage: the whole ${name}`);
  await record(runner, countDoors([...doors, 'geo endpoint: the whole answer'], gives), reports);
}

/** What may be found where a record should be, made from a sound one. */
const broken: Readonly<Record<string, (json: string) => string>> = {
  corrupt: (json) => json.replaceAll(':', ';'),
  truncated: (json) => json.slice(0, json.length / 2),
  'of an older version': (json) => json.replace('"version":1', '"version":0'),
  'of a newer version': (json) => json.replace('"version":1', '"version":2'),
  'of wrong types': (json) => json.replace(/"landing":"[^"]*"/, '"landing":{"a":[]}'),
  'of wrong times': (json) => json.replace(/"firstSeen":\d+/, '"firstSeen":1e300'),
  // As much as fits: WebKit holds half of what the others do.
  huge: (json) => json.replace('"traits":{', `"traits":{"x":"${'x'.repeat(2_400_000)}",`),
};

const returning = { shows: ['variant-returning'] };

/** A visitor whose record is there, in both stores. */
async function comeTwice(stage: Stage): Promise<View> {
  const first = await stage.visit('returning.html', { shows: ['variant-new'] });
  await first.until('the page view is on record', async () => !!(await tailorbird.export()));
  const second = await stage.visit('returning.html?clock=+40m', returning);
  await second.until(
    'the second one too',
    async () => (await tailorbird.export())?.visitCount === 2,
  );
  return second;
}

/** Goes where Tailorbird does not run, and leaves there something else in a store. */
async function leave(stage: Stage, broken: Partial<Record<Store, string>>): Promise<void> {
  const view = await stage.visit('hostile-runner.html', { shows: [], absent: true });
  const { snapshot, book } = broken;
  if (snapshot !== undefined) {
    await view.evaluate((text) => localStorage.setItem('tailorbird', text), snapshot);
  }
  if (book === undefined) return;
  await view.evaluate((text) => {
    let value: unknown = text;
    try {
      value = JSON.parse(text);
    } catch {
      // Then the text itself is what stands there.
    }
    return window.__putBook(value);
  }, book);
}

type Store = 'snapshot' | 'book';

const readSnapshot = (view: View): Promise<string> =>
  view.evaluate(() => localStorage.getItem('tailorbird') ?? '');

/** What is broken is told once, and replaced by what the other store has; without that the visitor is new. */
async function survive(stage: Stage, stores: readonly Store[], how: string): Promise<void> {
  serveInspector(stage);
  const sound = await readSnapshot(await comeTwice(stage));
  const text = broken[how]!(sound);
  expect(text).not.toBe(sound);
  await leave(stage, Object.fromEntries(stores.map((store) => [store, text])));
  const isNew = stores.includes('snapshot');
  const view = await stage.visit('returning.html?clock=+50m', {
    shows: [isNew ? 'variant-new' : 'variant-returning'],
    reports: ['record'],
  });
  // The book knows the visitor, or the copy does; only where neither is left do they begin anew.
  const count = stores.length > 1 ? 1 : 2;
  await view.until(
    'a sound record is there again',
    async (visits) => {
      const record = await tailorbird.export();
      return (
        record?.visitCount === visits &&
        !!localStorage.getItem('tailorbird')?.startsWith('{"version":1,')
      );
    },
    count,
  );
  expect((await readSnapshot(view)).length).toBeLessThan(10_000);
  await stage.visit('returning.html?clock=+2d', returning);
}

const stores: Readonly<Record<string, readonly Store[]>> = {
  'a snapshot': ['snapshot'],
  'a record in IndexedDB': ['book'],
  'both, each': ['snapshot', 'book'],
};

export const hostileStored: Scenarios = {
  ...inParts('whatever stands where something was kept counts as absent', junk),
  ...Object.fromEntries(
    Object.entries(stores).flatMap(([what, which]) =>
      Object.keys(broken).map((how) => [
        `${what} ${how}: told once, replaced, and the page is fine`,
        (stage: Stage) => survive(stage, which, how),
      ]),
    ),
  ),
};
