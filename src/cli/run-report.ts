import { createReadStream, readFileSync, writeFileSync } from 'node:fs';
import { analyse } from './analyse.js';
import { createLedger, type Ledger } from './ledger.js';
import { renderPage } from './page.js';
import { printable } from './printable.js';
import { createProgress } from './progress.js';
import { propose } from './propose.js';
import { readEvents } from './read.js';
import type { BadLine, Report } from './report.js';
import { PlanError, readSettings, type Settings } from './settings.js';
import { renderTerminal } from './terminal.js';
import { isFile, UsageError, type Streams } from './usage.js';

/** How many lines that cannot be read are shown. */
const BAD_SHOWN = 5;

export interface ReportOptions {
  readonly plan?: string;
  readonly goal?: readonly string[];
  readonly json?: boolean;
  readonly html?: string;
  readonly weights?: string;
}

/**
 * Reads events from files (`-` is the standard input), and prints and writes what was asked for.
 *
 * @returns Exit code: 0, or 1 if there was nothing to report.
 * @throws UsageError
 */
export async function runReport(
  files: readonly string[],
  options: ReportOptions,
  streams: Streams,
): Promise<0 | 1> {
  const settings = readPlan(options.plan);
  for (const file of files) {
    if (file !== '-' && !isFile(file)) throw new UsageError(`there is no file ${file}`);
  }
  const { ledger, bad, badLines } = await readAll(files, streams);
  const { oldest, newest, ...counts } = ledger.counts;
  const report: Report = {
    ...analyse(ledger, { settings, goals: options.goal }),
    events: { from: date(oldest), to: date(newest), ...counts, badLines, bad },
  };
  if (options.weights !== undefined) {
    writeWeights(options.weights, { ledger, report, goals: options.goal, streams });
  }
  if (options.html !== undefined) write(options.html, renderPage(report));
  if (options.json) streams.stdout.write(`${JSON.stringify(report, undefined, 2)}\n`);
  if (report.experiments.length === 0) {
    const lines = bad.map(({ file, line, why }) => `  ${printable(`${file}:${line}: ${why}`)}\n`);
    streams.stderr.write(
      `Nothing to report: no exposure among ${counts.goals + counts.views} events` +
        ` and ${badLines} lines that could not be read.\n${lines.join('')}`,
    );
    return 1;
  }
  if (!options.json) streams.stdout.write(renderTerminal(report, streams));
  return 0;
}

interface EventsRead {
  readonly ledger: Ledger;
  readonly bad: readonly BadLine[];
  readonly badLines: number;
}

async function readAll(files: readonly string[], { stdin, stderr }: Streams): Promise<EventsRead> {
  const ledger = createLedger();
  const bad: BadLine[] = [];
  let badLines = 0;
  const progress = createProgress(stderr, ['event', 'read']);
  for (const file of files) {
    const stream = file === '-' ? stdin : createReadStream(file, { highWaterMark: 1 << 20 });
    stream.setEncoding('utf8');
    await readEvents(stream as AsyncIterable<string>, {
      event(event) {
        ledger.add(event);
        progress.step();
      },
      bad(line, why) {
        badLines++;
        if (bad.length < BAD_SHOWN) bad.push({ file: file === '-' ? 'stdin' : file, line, why });
      },
    });
  }
  progress.done();
  return { ledger, bad, badLines };
}

function readPlan(file: string | undefined): Settings {
  if (file === undefined) return readSettings(undefined);
  if (!isFile(file)) throw new UsageError(`there is no plan ${file}`);
  try {
    return readSettings(readFileSync(file, 'utf8'));
  } catch (error) {
    if (error instanceof PlanError) throw new UsageError(`the plan ${file}: ${error.message}`);
    throw error;
  }
}

interface WeightsInput {
  readonly ledger: Ledger;
  readonly report: Report;
  readonly goals: readonly string[] | undefined;
  readonly streams: Streams;
}

function writeWeights(file: string, { ledger, report, goals, streams }: WeightsInput): void {
  const reached = ledger.goals.list.map(([name]) => name);
  const names = goals ?? reached;
  if (names.length > 1) {
    const list = names.map(printable).join(', ');
    throw new UsageError(`weights are for one goal: name it with --goal, one of ${list}`);
  }
  const goal = reached.indexOf(names[0] ?? '');
  if (goal < 0) {
    streams.stderr.write('No weights written: the goal was never reached.\n');
    return;
  }
  const { proposal, skipped } = propose(ledger, goal, report.experiments);
  write(file, `${JSON.stringify(proposal, undefined, 2)}\n`);
  for (const why of skipped) streams.stderr.write(`No weights for ${printable(why)}.\n`);
}

function write(file: string, content: string): void {
  try {
    writeFileSync(file, content);
  } catch (error) {
    throw new UsageError(`cannot write ${file}: ${(error as NodeJS.ErrnoException).code}`);
  }
}

function date(ts: number): string | undefined {
  return Number.isFinite(ts) ? new Date(ts).toISOString() : undefined;
}
