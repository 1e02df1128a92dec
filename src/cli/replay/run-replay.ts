import { createReadStream, readFileSync } from 'node:fs';
import { parseAudience, type Audience } from '../../core/audience.js';
import { builtInSegments } from '../../core/segments.js';
import { askedPaths } from '../../logic/asked-paths.js';
import type { Plan, Segment } from '../../types.js';
import { seededRandom } from '../../stats/random.js';
import { printable } from '../printable.js';
import { createProgress } from '../progress.js';
import type { BadLine } from '../report.js';
import { isFile, UsageError, type Streams } from '../usage.js';
import { findPlan } from './find-plan.js';
import { readInputs } from './inputs.js';
import { readMix, type Mix } from './mix.js';
import { createNotes, type Notes } from './notes.js';
import { readItems, type Item } from './page-items.js';
import { readVisitors } from './read-visitors.js';
import { renderText } from './render-text.js';
import { createReplay } from './replay.js';
import type { ReplayReport } from './result.js';
import { createSynthesizer } from './synthesize.js';
import { createLineReader, type Replayed } from './visitor-line.js';

/** How many lines that cannot be read are shown. */
const BAD_SHOWN = 5;

export interface ReplayCommandOptions {
  readonly plan?: string;
  readonly synthesize?: number;
  readonly seed?: number;
  readonly mix?: string;
  readonly json?: boolean;
}

/**
 * Replays visitors from files (`-` is the standard input), or made-up ones, and prints what the core decides for them.
 *
 * @returns Exit code: 0, or 1 if there was no visitor.
 * @throws UsageError
 */
export async function runReplay(
  files: readonly string[],
  options: ReplayCommandOptions,
  streams: Streams,
): Promise<0 | 1> {
  const { synthesize, seed = 1 } = options;
  const { visitors, page } = readInputs(files, synthesize);
  const found = findPlan(options.plan, page);
  const { plan, incomplete } = found;
  const { items, computed } = page ? readItems(page) : { items: [], computed: 0 };
  const notes = createNotes(found, page, computed);
  const audiences = audiencesOf(items);
  const decisive = askedPaths(segmentsAskedFor(plan, audiences), audiences);
  const replay = createReplay({
    ...{ plan, incomplete, items, asked: decisive },
    report: (code, where, message) => notes.add(`${where}: ${message} (${code}).`),
  });
  const mix = openMix(options);
  const progress = createProgress(streams.stderr, ['visitor', 'replayed']);
  const add = (visitor: Replayed): void => {
    replay.add(visitor);
    progress.step();
  };
  if (synthesize !== undefined) {
    const all = askedPaths([...(plan.segments ?? []), ...builtInSegments], audiences);
    makeUp(synthesize, { mix, seed, asked: all }, add);
  }
  const { badLines, bad } = await readAll(visitors, streams, { add, notes });
  progress.done();
  const report: ReplayReport = {
    version: 1,
    from: synthesize === undefined ? visitors : { seed, mix },
    ...{ plan: found.file, page: page?.source.file },
    ...replay.finish(),
    ...{ badLines, bad, notes: notes.sentences },
  };
  if (options.json) streams.stdout.write(`${JSON.stringify(report, undefined, 2)}\n`);
  if (!report.visitors) {
    const lines = bad.map(({ file, line, why }) => `  ${printable(`${file}:${line}: ${why}`)}\n`);
    streams.stderr.write(
      `Nothing to replay: no visitor, and ${badLines} lines that could not be read.\n${lines.join('')}`,
    );
    return 1;
  }
  if (!options.json) streams.stdout.write(renderText(report, streams));
  return 0;
}

interface Sink {
  readonly add: (visitor: Replayed) => void;
  readonly notes: Notes;
}

async function readAll(
  files: readonly string[],
  { stdin }: Streams,
  { add, notes }: Sink,
): Promise<{ badLines: number; bad: readonly BadLine[] }> {
  const reader = createLineReader();
  const bad: BadLine[] = [];
  let badLines = 0;
  for (const file of files) {
    const stream = file === '-' ? stdin : createReadStream(file, { highWaterMark: 1 << 20 });
    stream.setEncoding('utf8');
    await readVisitors(stream as AsyncIterable<string>, reader, {
      visitor: add,
      bad(line, why) {
        badLines++;
        if (bad.length < BAD_SHOWN) bad.push({ file: file === '-' ? 'stdin' : file, line, why });
      },
    });
  }
  notes.addUnread(reader.unread);
  return { badLines, bad };
}

interface Making {
  readonly mix: Mix;
  readonly seed: number;
  readonly asked: ReadonlySet<string>;
}

function makeUp(
  count: number,
  { mix, seed, asked }: Making,
  add: (visitor: Replayed) => void,
): void {
  const next = createSynthesizer({ mix, asked, random: seededRandom(seed), now: Date.now() });
  for (let number = 0; number < count; number++) add(next());
}

function openMix({ mix, synthesize }: ReplayCommandOptions): Mix {
  if (mix === undefined) return readMix();
  if (synthesize === undefined)
    throw new UsageError('--mix says how to make up visitors: add --synthesize 10000');
  if (!isFile(mix)) throw new UsageError(`there is no mix ${mix}`);
  try {
    return readMix(readFileSync(mix, 'utf8'));
  } catch (error) {
    if (error instanceof UsageError) throw new UsageError(`the mix ${mix}: ${error.message}`);
    throw error;
  }
}

function audiencesOf(items: readonly Item[]): readonly Audience[] {
  const texts = items.flatMap((item) =>
    item.kind === 'block' ? item.block.variants.map(({ audience }) => audience) : [item.audience],
  );
  return [...new Set(texts)].map(parseAudience);
}

/** The plan's segments, and those built-in ones that the page names; without either, all there are. */
function segmentsAskedFor(
  { segments = [] }: Plan,
  audiences: readonly Audience[],
): readonly Segment[] {
  if (!segments.length && !audiences.length) return builtInSegments;
  const terms = audiences.flatMap(({ alternatives }) => alternatives.flat());
  const named = new Set(terms.map((term) => ('segment' in term ? term.segment : '')));
  return [...segments, ...builtInSegments.filter(({ id }) => named.has(id))];
}
