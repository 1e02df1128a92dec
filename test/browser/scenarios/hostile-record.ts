import { expect } from 'vitest';
import {
  countDoors,
  expectRequests,
  expectUntouched,
  inParts,
  openRunner,
  readPage,
  record,
  runFrames,
  scriptJson,
  texts,
  type FrameReport,
  type Give,
} from '../support/hostile.js';
import { composeRecord, recordFields, type ComposedRecord } from '../support/hostile-record.js';
import type { Scenarios, Stage } from '../support/stage.js';

const template = readPage('hostile-stored.htm');

/** What each token has to show of a record. */
function expectedTexts({ texts }: ComposedRecord, kept: RegExp): Record<string, string> {
  const shown = Object.entries(texts).filter(([field]) => field.includes('.'));
  const all = shown.map(([field, text]) => [
    field,
    kept.test(field) ? text.slice(0, 256) : 'authored',
  ]);
  return Object.fromEntries(all) as Record<string, string>;
}

/** @param kept The fields that this way of reading a record gets to. */
function expectShown(
  reports: readonly FrameReport[],
  composed: readonly ComposedRecord[],
  kept: RegExp,
): void {
  for (const [number, report] of reports.entries()) {
    const what = `record ${number}: ${JSON.stringify(composed[number]?.texts.id)}`;
    expectUntouched(report, what);
    expect(report.texts, what).toMatchObject(expectedTexts(composed[number]!, kept));
    expect(report.shape, what).toBe(reports[0]?.shape);
    expect(report.warnings.join('\n'), what).toBe('');
    expect(report.shown).toEqual({ hero: 'default' });
    expect(report.loads, what).toBe(1);
  }
}

async function fromLocalStorage(stage: Stage, gives: readonly Give[]): Promise<void> {
  const composed = gives.map((give) => composeRecord(give, Date.now()));
  for (const [number, { record }] of composed.entries()) {
    const seed = `{
      const record = JSON.parse(${scriptJson(JSON.stringify(record))});
      record.known.device.userAgent = navigator.userAgent;
      localStorage.setItem('tailorbird', JSON.stringify(record));
    }`;
    stage.server.files.set(
      `hostile-stored-${number}.html`,
      template.replace('{{seed}}', () => seed).replace('{{tokens}}', ''),
    );
  }
  const runner = await openRunner(stage);
  const frames = composed.map((_, number) => ({ address: `/hostile-stored-${number}.html` }));
  const reports = await runFrames(runner, frames);
  expectShown(reports, composed, /./);
  expectRequests(stage, ['hostile-runner.html', /^hostile-stored-\d+\.html$/]);
  const doors = recordFields.map((field) => `localStorage: ${field}`);
  await record(runner, countDoors(doors, gives), reports);
}

/** How many pages it takes until each payload has stood in one of these fields. */
const BOOKS = Math.ceil(texts.length / recordFields.length);

async function fromIndexedDB(stage: Stage): Promise<void> {
  const traits = Object.fromEntries(texts.map((text, index) => [`p${index}`, text]));
  const tokens = texts.map((_, index) => `<li data-tb-text="traits.p${index}">authored</li>`);
  stage.server.files.set(
    'hostile-stored.html',
    template
      .replace('{{seed}}', '')
      .replace('"geo": { "endpoint": "/never.json" }', '"late": "swap"')
      .replace('{{tokens}}', tokens.join('')),
  );
  const composed = Array.from({ length: BOOKS }, (_, number) =>
    composeRecord(
      (step) => texts[(number * recordFields.length + step) % texts.length]!,
      Date.now(),
      traits,
    ),
  );
  const runner = await openRunner(stage);
  const userAgent = await runner.evaluate(() => navigator.userAgent);
  const given = Object.fromEntries(Object.keys(traits).map((name) => [name, Date.now()]));
  const frames = composed.map(({ record }) => {
    const { known, given: named } = record as { known: { device: object }; given: object };
    const device = { ...known.device, userAgent };
    return {
      address: '/hostile-stored.html?block=localStorage',
      book: { ...record, known: { ...known, device }, given: { ...named, ...given } },
    };
  });
  const reports = await runFrames(runner, frames, 1);
  // A place belongs to the endpoint that named it, and this page has none.
  expectShown(reports, composed, /^(?!geo)/);
  for (const { texts: shown } of reports) {
    for (const [name, text] of Object.entries(traits)) {
      expect(shown[`traits.${name}`]).toBe(text.slice(0, 256));
    }
  }
  expectRequests(stage, ['hostile-runner.html', 'hostile-stored.html']);
  const tried = new Set(composed.flatMap(({ texts }) => Object.values(texts)));
  const doors = { 'IndexedDB: traits': texts.length, 'IndexedDB: another field': tried.size };
  await record(runner, doors, reports);
}

export const hostileRecord: Scenarios = {
  ...inParts('a snapshot may say what it will: it is text', fromLocalStorage),
  'so may a record in IndexedDB': fromIndexedDB,
};
