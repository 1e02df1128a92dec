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
  serveInspector,
  type FrameReport,
  type Give,
} from '../support/hostile.js';
import type { Scenarios, Stage } from '../support/stage.js';

const template = readPage('hostile-place.htm');

/** A name from a host may be percent-encoded. */
function decoded(text: string): string {
  try {
    return decodeURIComponent(text).trim().slice(0, 256);
  } catch {
    return text.trim().slice(0, 256);
  }
}

function expectPlaces(
  reports: readonly FrameReport[],
  expected: readonly Readonly<Record<string, string>>[],
): void {
  for (const [number, report] of reports.entries()) {
    const what = JSON.stringify(expected[number]);
    expectUntouched(report, what);
    expect(report.texts, what).toEqual({ 'geo.country': 'DE', ...expected[number] });
    expect(report.shape, what).toBe(reports[0]?.shape);
    expect(report.shown, what).toEqual({ hero: 'country:DE' });
    expect(report.warnings.join('\n'), what).toBe('');
    expect(report.loads, what).toBe(1);
  }
}

/** By a header, which holds little more than ASCII: the host encodes the rest. */
async function fromHeader(stage: Stage, gives: readonly Give[]): Promise<void> {
  const encode = (text: string): string =>
    encodeURIComponent(text).replace(/[-']/g, (sign) => (sign === '-' ? '%2D' : '%27'));
  for (const [number, give] of gives.entries()) {
    const headers = { 'Server-Timing': `geo;desc="DE-${encode(give(0))}"` };
    stage.server.files.set(
      `hostile-place-${number}.html`,
      `<!--server ${JSON.stringify({ headers })}-->\n${template}`,
    );
  }
  const runner = await openRunner(stage);
  const frames = gives.map((_, number) => ({ address: `/hostile-place-${number}.html` }));
  const reports = await runFrames(runner, frames);
  const expected = gives.map((give) => ({
    'geo.region': decoded(encode(give(0)).toUpperCase()),
    'geo.city': 'authored',
    'source.referrer': 'authored',
  }));
  expectPlaces(reports, expected);
  expectRequests(stage, ['hostile-runner.html', /^hostile-place-\d+\.html$/]);
  await record(runner, countDoors(['Server-Timing'], gives), reports);
}

/** By the answer of an endpoint; the page that links here is on another host, and tells its whole address. */
async function fromEndpoint(stage: Stage, gives: readonly Give[]): Promise<void> {
  const { files, origin } = stage.server;
  for (const [number, give] of gives.entries()) {
    files.set(`hostile-place-${number}.htm`, template.replace('{{number}}', `${number}`));
    const answer = { country_code: 'DE', country: give(0), region: give(1), city: give(2) };
    files.set(`place-${number}.json`, JSON.stringify(answer));
  }
  serveInspector(stage);
  const elsewhere = await stage.server.openElsewhere();
  const { hostname } = new URL(elsewhere);
  const tab = await stage.openTab();
  await tab.goto(`${elsewhere}/hostile-runner.html`);
  const runner = await stage.meet(tab, 'hostile-runner.html', {
    shows: [],
    absent: true,
    asks: [origin],
  });
  const frames = gives.map((give, number) => {
    const encoded = encodeURIComponent(give(3));
    const address = `${origin}/hostile-place-${number}.htm`;
    return { address, referrer: `/from/${encoded}?q=${encoded}#${encoded}` };
  });
  const reports = await runFrames(runner, frames);
  const expected = gives.map((give) => ({
    'geo.region': decoded(give(1)),
    'geo.city': decoded(give(2)),
    'source.referrer': hostname,
  }));
  expectPlaces(reports, expected);
  for (const [number, { referrer }] of reports.entries()) {
    expect(new URL(referrer).hostname).toBe(hostname);
    const told = encodeURIComponent(gives[number]!(3)).replaceAll("'", '%27');
    // Firefox tells another site no more than the host.
    if (new URL(referrer).pathname !== '/') expect(referrer).toContain(told);
  }
  expectRequests(stage, ['hostile-runner.html', /^(hostile-place-\d+\.htm|place-\d+\.json)$/]);
  const doors = ['country', 'region', 'city'].map((field) => `geo endpoint: ${field}`);
  if (reports.every(({ referrer }) => new URL(referrer).search))
    doors.push('referrer of another site');
  await record(runner, countDoors(doors, gives), reports);
}

export const hostilePlace: Scenarios = {
  ...inParts('a place from a header is text', fromHeader),
  ...inParts('a place from an endpoint and the address of another site are text', fromEndpoint),
};
