import { createDecider, type Decider } from '../../core/choose.js';
import { builtInSegments } from '../../core/segments.js';
import { hasPending, readPath } from '../../core/signal.js';
import { every, not } from '../../core/truth.js';
import type { Plan, Truth } from '../../types.js';
import { createItemCounters } from './count-items.js';
import { createOverlapCounter } from './count-overlap.js';
import type { Item } from './page-items.js';
import type { Count, Counts } from './result.js';
import type { Replayed } from './visitor-line.js';

export interface ReplayOptions {
  readonly plan: Plan;
  readonly items: readonly Item[];
  /** Every signal that decides anything. */
  readonly asked: ReadonlySet<string>;
  /** There may be segments that nobody here knows of: the page's plan is somewhere else. */
  readonly incomplete: boolean;
  /** What is wrong with an audience; told for each visitor anew. */
  report(code: string, where: string, message: string): void;
}

/** Counts what the core decides for one visitor after the other; nothing of a visitor is kept. */
export interface Replay {
  add(visitor: Replayed): void;
  finish(): Counts;
}

export function createReplay({ plan, items, asked, incomplete, report }: ReplayOptions): Replay {
  const decide = ({ signals, visitor }: Replayed): Decider =>
    createDecider({ plan, signals, visitor, incomplete, report });
  const { segments } = decide({ signals: {}, visitor: {} });
  // By rank, before the built-in ones.
  const own = segments.filter((segment) => !builtInSegments.includes(segment)).length;
  const counts = segments.map(createCount);
  const firsts = segments.slice(0, own).map(createCount);
  const [inNone, onDefault] = [createCount(), createCount()];
  const overlap = createOverlapCounter(segments.length);
  const untold = new Map([...asked].map((path) => [path, 0]));
  const counters = createItemCounters(items);
  let [visitors, heldOut] = [0, 0];

  function countSegments(decider: Decider): void {
    const truths = segments.map(({ id }) => decider.segment(id));
    overlap.add(truths);
    truths.forEach((truth, index) => counts[index]?.add(truth));
    /** Whether no segment of a higher rank matches. */
    let isOpen: Truth = true;
    for (const [index, truth] of truths.slice(0, own).entries()) {
      firsts[index]?.add(and(isOpen, truth));
      isOpen = and(isOpen, not(truth));
    }
    inNone.add(isOpen);
  }

  return {
    add(visitor) {
      const decider = decide(visitor);
      visitors++;
      if (decider.holdout) heldOut++;
      countSegments(decider);
      onDefault.add(counters.add(decider));
      for (const [path, before] of untold) {
        if (hasPending(readPath(visitor.signals, path))) untold.set(path, before + 1);
      }
    },
    finish: () => ({
      visitors,
      heldOut,
      segments: segments.map(({ id, name }, index) => ({
        ...{ id, name, own: index < own },
        ...(counts[index] ?? inNone).count,
        first: firsts[index]?.count,
      })),
      default: own ? inNone.count : undefined,
      overlap: overlap.finish(segments.map(({ id }) => id)),
      ...counters.finish(),
      untold: [...untold]
        .filter(([, count]) => count)
        .map(([signal, count]) => ({ signal, visitors: count })),
      everyDefault: items.some(({ kind }) => kind === 'block') ? onDefault.count : undefined,
    }),
  };
}

function and(...truths: readonly Truth[]): Truth {
  return every(truths, (truth) => truth);
}

interface Counter {
  add(truth: Truth): void;
  readonly count: Count;
}

function createCount(): Counter {
  const count = { visitors: 0, unknown: 0 };
  return {
    count,
    add(truth) {
      if (truth) count.visitors++;
      else if (truth === undefined) count.unknown++;
    },
  };
}
