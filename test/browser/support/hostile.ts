import { readFileSync } from 'node:fs';
import { expect } from 'vitest';
import payloads from '../../hostile/payloads.json' with { type: 'json' };
import { recordTries, type Tries } from './inputs-evidence.js';
import { compile } from './page-script.js';
import type { InspectorReport } from './page/inspector-report.js';
import type { Frame } from './page/runner.js';
import type { Scenarios, Stage } from './stage.js';
import type { View } from './view.js';

export type FrameReport = InspectorReport & { readonly loads: number };

export const texts: readonly string[] = payloads.map(({ text }) => text);

/** What nobody could object to. */
export const harmless = 'spring rain';

/** Gives the payload so many places after a first one: over all first ones each door gets each payload once. */
export type Give = (step: number) => string;

const PARTS = 3;

/**
 * Divides the payloads among scenarios: all at once would take too long on a busy machine. The first of `gives` gives
 * what is harmless: how the page looks then is how it has to look.
 */
export function inParts(
  name: string,
  run: (stage: Stage, gives: readonly Give[]) => Promise<void>,
): Scenarios {
  const scenarios = Array.from({ length: PARTS }, (_, part) => {
    const own = texts.flatMap((_, first): Give[] =>
      first % PARTS === part ? [(step) => texts[(first + step) % texts.length]!] : [],
    );
    const gives = [() => harmless, ...own];
    return [`${name} (${part + 1} of ${PARTS})`, (stage: Stage) => run(stage, gives)] as const;
  });
  return Object.fromEntries(scenarios);
}

/** A page of test/pages/, to be filled in. */
export const readPage = (name: string): string =>
  readFileSync(new URL(`../../pages/${name}`, import.meta.url), 'utf8');

/** Opens the page that opens others. */
export async function openRunner(stage: Stage): Promise<View> {
  serveInspector(stage);
  return stage.visit('hostile-runner.html', { shows: [], absent: true });
}

export function serveInspector({ server }: Stage): void {
  server.files.set('runner.js', compile('runner'));
  server.files.set('inspect.js', ['storage', 'inspect'].map(compile).join('\n'));
  server.files.set('shadows.js', compile('shadows'));
}

/** Frames opened by one command. */
const BATCH = 24;

/**
 * Opens pages in frames of the runner, and returns what each of them found.
 *
 * @param atOnce Frames that are open side by side. All write to one database, and each waits there for the others: of twelve
 *   one was seen to wait for 1.6 s, half of what `export()` waits for at most; of three, 0.4 s. Twelve were no faster.
 */
export async function runFrames(
  view: View,
  frames: readonly Frame[],
  atOnce = 3,
): Promise<FrameReport[]> {
  const reports: FrameReport[] = [];
  for (let start = 0; start < frames.length; start += BATCH) {
    const batch = frames.slice(start, start + BATCH);
    await view.evaluate(
      (text, count) => window.__runFrames(JSON.parse(text) as Frame[], count),
      JSON.stringify(batch),
      atOnce,
    );
    const isMissing = (numbers: string[]): Frame[] =>
      batch.filter((_, number) => !numbers.includes(`${number}`));
    await view
      .upTo('all frames to report', batch.length, () => Object.keys(window.__reports).length)
      .catch(async (error: unknown) => {
        const missing = isMissing(await view.evaluate(() => Object.keys(window.__reports)));
        throw new Error(`no report from ${JSON.stringify(missing)}`, { cause: error });
      });
    const text = await view.evaluate(() => JSON.stringify(window.__reports));
    reports.push(...Object.values(JSON.parse(text) as Record<number, FrameReport>));
  }
  return reports;
}

/** What must be so on every page, whatever was sent to it. */
export function expectUntouched(report: InspectorReport, what: string): void {
  const { executed, errors, changed, moved, segments } = report;
  const globals = report.globals.filter((name) => name !== 'tailorbird');
  expect({ executed, errors, changed, moved, globals }, what).toEqual({
    executed: [],
    errors: [],
    changed: [],
    moved: '',
    globals: [],
  });
  expect(segments, what).toMatch(/^[\w. -]*$/);
}

/** Nothing was asked for but the scripts and what is named here: nothing that was sent has made a request. */
export function expectRequests(stage: Stage, expected: readonly (string | RegExp)[]): void {
  const known = ['runner.js', 'inspect.js', 'dist/tailorbird.min.js', ...expected];
  const isKnown = (path: string): boolean =>
    known.some((one) => (one instanceof RegExp ? one.test(path) : one === path));
  expect(
    stage.server.requests.map((path) => path.slice(1)).filter((path) => !isKnown(path)),
  ).toEqual([]);
}

/** As many payloads through each door as there are gives, but for the harmless first one. */
export const countDoors = (doors: readonly string[], gives: readonly Give[]): Tries['doors'] =>
  Object.fromEntries(doors.map((door) => [door, gives.length - 1]));

/**
 * Writes down how many payloads each door was tried with, once it was found that nothing had happened.
 *
 * @param every After so many reports another page follows; its first shows how it has to look.
 */
export async function record(
  view: View,
  doors: Tries['doors'],
  reports: readonly InspectorReport[],
  every = Infinity,
): Promise<void> {
  recordTries(await view.evaluate(() => navigator.userAgent), {
    doors,
    executed: reports.reduce((sum, { executed }) => sum + executed.length, 0),
    reflected: reports.filter(
      ({ shape }, index) =>
        shape !== reports[every < Infinity ? index - (index % every) : 0]?.shape,
    ).length,
  });
}

/** The codes of what was told, in order. */
export const codesOf = ({ warnings }: InspectorReport): string[] =>
  warnings.map((text) => /^\[tailorbird\] (\S+)/.exec(text)?.[1] ?? text);

/** JSON to stand in a script: nothing in it can end the script. */
export const scriptJson = (value: unknown): string =>
  JSON.stringify(value).replaceAll('<', '\\u003c');
