import type { SamplerReport, Stretch } from './page/report.js';

/** What a visitor may see on a page. Whatever is not named here must not happen. */
export interface Expectation {
  /** Names (`data-watch`) that can be read in the end. No other name may be readable in any frame. */
  readonly shows: readonly string[];
  /** Names that, besides, are readable on the way. Each must be: the scenario is about nothing otherwise. */
  readonly passing?: readonly string[];
  /** Names that may be readable on the way: what an event changes may come a frame after it. */
  readonly may?: readonly string[];
  /** Codes that Tailorbird reports, each once. */
  readonly reports?: readonly string[];
  /** Codes that it reports once the scenario has gone on: the page has arrived before. */
  readonly reportsLater?: readonly string[];
  /** Uncaught errors that belong to the scenario. */
  readonly errors?: readonly RegExp[];
  /** Origins that the page's owner has named, as for a beacon: requests to them are no fault. */
  readonly asks?: readonly string[];
  /** Tailorbird never starts: then nothing may be hidden in any frame. */
  readonly absent?: true;
}

/**
 * The promises that hold for every page in every engine, checked in one place so that no scenario forgets:
 * not one frame with what the visitor should not see, not one with a block hidden or undecided after the
 * deadline or after all was settled, not one with an empty block, no error nobody caught, no report nobody
 * expects, no request to another host.
 *
 * @returns what is wrong; empty if all is well.
 */
export function faultsIn(report: SamplerReport, expectation: Expectation): string[] {
  return [
    ...faultsSeen(report, expectation),
    ...faultsHidden(report, expectation),
    ...faultsStarting(report, expectation),
    ...report.elsewhere
      .filter((url) => !expectation.asks?.includes(new URL(url).origin))
      .map((url) => `a request to ${url}`),
    ...unexpected('error', report.errors, expectation.errors ?? []),
    ...unexpected(
      'report',
      report.warnings,
      [...(expectation.reports ?? []), ...(expectation.reportsLater ?? [])].map(
        (code) => new RegExp(`^\\[tailorbird\\] ${code}[ :]`),
      ),
    ),
  ];
}

export function showsExactly({ stretches }: SamplerReport, names: readonly string[]): boolean {
  const last = stretches[stretches.length - 1];
  return last !== undefined && list(last.seen) === list(names);
}

function faultsSeen(
  report: SamplerReport,
  { shows, passing = [], may = [] }: Expectation,
): string[] {
  const seen = new Set(report.stretches.flatMap((stretch) => stretch.seen));
  const last = report.stretches[report.stretches.length - 1];
  if (!last) return ['no frame was painted'];
  const faults = showsExactly(report, shows)
    ? []
    : [`in the end ${list(last.seen)} could be read, not ${list(shows)}`];
  for (const name of seen) {
    if ([...shows, ...passing, ...may].includes(name)) continue;
    faults.push(`${name} could be read in ${framesOf(report, ({ seen }) => seen.includes(name))}`);
  }
  const never = passing.filter((name) => !seen.has(name));
  return [...faults, ...never.map((name) => `${name} could be read in no frame`)];
}

function faultsHidden(report: SamplerReport, { absent }: Expectation): string[] {
  const decided = (stretch: Stretch): boolean => absent ?? (stretch.settled || stretch.overdue);
  const wrong = {
    hidden: (stretch: Stretch) => decided(stretch) && stretch.hidden.length > 0,
    pending: (stretch: Stretch) => decided(stretch) && stretch.pending.length > 0,
    blank: (stretch: Stretch) => stretch.blank.length > 0,
  };
  return Object.entries(wrong)
    .filter(([, holds]) => report.stretches.some(holds))
    .map(([state, holds]) => `blocks ${state} in ${framesOf(report, holds)}`);
}

function faultsStarting({ started, settled }: SamplerReport, { absent }: Expectation): string[] {
  if (absent) return started ? ['Tailorbird runs'] : [];
  if (!started) return ['Tailorbird does not run'];
  return settled ? [] : ['Tailorbird never settled'];
}

/** Each message has to fit an expectation of its own, and the other way round. */
function unexpected(
  what: string,
  messages: readonly string[],
  expected: readonly RegExp[],
): string[] {
  const open = [...expected];
  const faults: string[] = [];
  for (const message of messages) {
    const index = open.findIndex((pattern) => pattern.test(message));
    if (index < 0) faults.push(`unexpected ${what}: ${message}`);
    else open.splice(index, 1);
  }
  return [...faults, ...open.map((pattern) => `missing ${what}: ${pattern.source}`)];
}

function framesOf(report: SamplerReport, holds: (stretch: Stretch) => boolean): string {
  const stretches = report.stretches.filter(holds);
  const frames = stretches.reduce((sum, stretch) => sum + stretch.frames, 0);
  return `${frames} frames, first at ${Math.round(stretches[0]?.from ?? 0)} ms`;
}

function list(names: readonly string[]): string {
  return `[${[...names].sort().join(', ')}]`;
}
