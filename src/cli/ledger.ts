import { createColumn, type Column } from './column.js';
import type { Event, Exposure, Goal } from './event.js';
import { fingerprint } from './fingerprint.js';
import { createNames, type Names } from './names.js';
import { createPairIndex, type PairIndex } from './pair-index.js';

/** The arms a visitor was seen in, within one experiment and version. */
export const Conduct = {
  /** Always the same. */
  Loyal: 0,
  /** Another one after the shares had been changed: counts where it began. */
  Moved: 1,
  /** Several under the same shares: cannot be counted. */
  Several: 2,
} as const;

/** What a visitor saw; both, over time. */
export const Saw = { Variant: 1, Default: 2 } as const;

/** One row for each visitor, experiment and version. */
export interface Enrolments {
  /** Pairs of visitor and experiment. */
  readonly keys: PairIndex;
  /** When the visitor was first exposed; Infinity if only views are known. */
  readonly ts: Column;
  /** Arm of the first exposure plus 1; 0 if only views are known. */
  readonly arm: Column;
  readonly segment: Column;
  readonly epoch: Column;
  readonly conduct: Column;
  /** 1 if the block was in view. */
  readonly viewed: Column;
  /** The visitor's row before this one plus 1; 0 if it was the first. */
  readonly previous: Column;
  /** By visitor: the latest row plus 1. */
  readonly latest: Column;
}

/** One row an event. */
export interface GoalEvents {
  readonly size: number;
  readonly visitor: Column;
  readonly goal: Column;
  readonly ts: Column;
  /** NaN if there is none. */
  readonly value: Column;
}

export interface Counts {
  readonly exposures: number;
  readonly goals: number;
  readonly views: number;
  /** Events whose id had come before. */
  readonly duplicates: number;
  readonly oldest: number;
  readonly newest: number;
}

/** Everything that is kept of the events: numbers, and each name once. */
export interface Ledger {
  readonly counts: Counts;
  /** Key and version. */
  readonly experiments: Names;
  /** Kind of arm and name of the variant. */
  readonly arms: Names;
  readonly segments: Names;
  readonly epochs: Names;
  readonly goals: Names;
  readonly enrolments: Enrolments;
  readonly goalEvents: GoalEvents;
  /** Pairs of visitor and segment, and what the visitor saw then. */
  readonly sights: { readonly keys: PairIndex; readonly saw: Column };
  readonly visitors: PairIndex;
  add(event: Event): void;
}

const int = (): Column => createColumn(Int32Array);
const float = (): Column => createColumn(Float64Array);
const byte = (): Column => createColumn(Uint8Array);

/** Takes events in any order; the answer does not depend on it. */
export function createLedger(): Ledger {
  const counts = {
    ...{ exposures: 0, goals: 0, views: 0, duplicates: 0 },
    ...{ oldest: Infinity, newest: -Infinity },
  };
  const ids = createPairIndex();
  const visitors = createPairIndex();
  const experiments = createNames();
  const arms = createNames();
  const segments = createNames();
  const epochs = createNames();
  const goals = createNames();
  const sights = { keys: createPairIndex(), saw: byte() };
  const goalEvents = { size: 0, visitor: int(), goal: int(), ts: float(), value: float() };
  const enrolments: Enrolments = {
    ...{ keys: createPairIndex(), ts: float(), arm: int(), segment: int(), epoch: int() },
    ...{ conduct: byte(), viewed: byte(), previous: int(), latest: int() },
  };

  /** The visitor's row in the experiment. */
  function enrol(visitor: number, exp: string, ver: string): number {
    const { keys, ts, previous, latest } = enrolments;
    const known = keys.size;
    const row = keys.add(visitor, experiments.number(exp, ver));
    if (row === known) {
      ts.set(row, Infinity);
      previous.set(row, latest.get(visitor));
      latest.set(visitor, row + 1);
    }
    return row;
  }

  function expose(visitor: number, event: Exposure): void {
    const { ts } = event;
    const isHeld = event.arm === 'holdout';
    const arm = arms.number(event.arm, isHeld ? '' : event.variant) + 1;
    const epoch = epochs.number(event.epoch);
    const segment = segments.number(event.segment);
    const row = enrol(visitor, event.exp, event.ver);
    const before = enrolments.arm.get(row);
    const isEarlier = ts < enrolments.ts.get(row);
    if (before && before !== arm) {
      const isLoyal = enrolments.conduct.get(row) === Conduct.Loyal;
      if (enrolments.epoch.get(row) === epoch) enrolments.conduct.set(row, Conduct.Several);
      // Only the epoch of the first exposure counts, and what happened within it.
      else if (isEarlier || isLoyal) enrolments.conduct.set(row, Conduct.Moved);
    }
    if (!before || isEarlier) {
      enrolments.ts.set(row, ts);
      enrolments.arm.set(row, arm);
      enrolments.epoch.set(row, epoch);
      enrolments.segment.set(row, segment);
    }
    const sight = sights.keys.add(visitor, segment);
    const saw = event.applied && !isHeld ? Saw.Variant : Saw.Default;
    sights.saw.set(sight, sights.saw.get(sight) | saw);
  }

  function reach(visitor: number, { goal, ts, value = NaN }: Goal): void {
    const row = goalEvents.size++;
    goalEvents.visitor.set(row, visitor);
    goalEvents.goal.set(row, goals.number(goal));
    goalEvents.ts.set(row, ts);
    goalEvents.value.set(row, value);
  }

  return {
    ...{ counts, experiments, arms, segments, epochs, goals },
    ...{ enrolments, goalEvents, sights, visitors },
    add(event) {
      const known = ids.size;
      if (fingerprint(event.id, ids.add) < known) {
        counts.duplicates++;
        return;
      }
      counts.oldest = Math.min(counts.oldest, event.ts);
      counts.newest = Math.max(counts.newest, event.ts);
      const visitor = fingerprint(event.visitor, visitors.add);
      if (event.type === 'exposure') {
        counts.exposures++;
        expose(visitor, event);
      } else if (event.type === 'goal') {
        counts.goals++;
        reach(visitor, event);
      } else {
        counts.views++;
        enrolments.viewed.set(enrol(visitor, event.exp, event.ver), 1);
      }
    },
  };
}
