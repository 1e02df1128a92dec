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

/** One entry for each visitor, experiment and version. */
export interface Enrolment {
  /** When the visitor was first exposed; Infinity if only views are known. */
  ts: number;
  arm: number;
  segment: number;
  epoch: number;
  conduct: number;
  viewed: boolean;
  /** Where it stands in the ledger. */
  readonly index: number;
  readonly experiment: number;
  /** The visitor's enrolment before this one. */
  readonly next: Enrolment | undefined;
}

export interface Counts {
  exposures: number;
  goals: number;
  views: number;
  /** Events whose id had come before. */
  duplicates: number;
  oldest: number;
  newest: number;
}

/** Everything that is kept of the events: numbers, and each name once. */
export interface Ledger {
  readonly counts: Readonly<Counts>;
  /** `exp`, a zero character, `ver`. */
  readonly experiments: Names;
  /** Kind of arm, a zero character, name of the variant. */
  readonly arms: Names;
  readonly segments: Names;
  readonly epochs: Names;
  readonly goals: Names;
  readonly enrolments: readonly Enrolment[];
  /** A visitor's latest enrolment, by visitor. */
  readonly latest: readonly (Enrolment | undefined)[];
  readonly goalEvents: GoalEvents;
  /** Pairs of visitor and segment, with what the visitor saw then. */
  readonly sights: PairIndex;
  readonly sawVariant: readonly boolean[];
  readonly sawDefault: readonly boolean[];
  add(event: Event): void;
}

/** One column a field: a million small objects would take ten times the room. */
export interface GoalEvents {
  readonly visitor: readonly number[];
  readonly goal: readonly number[];
  readonly ts: readonly number[];
  /** NaN if there is none. */
  readonly value: readonly number[];
}

/** Takes events in any order; the answer does not depend on it. */
export function createLedger(): Ledger {
  const counts = {
    ...{ exposures: 0, goals: 0, views: 0, duplicates: 0 },
    ...{ oldest: Infinity, newest: -Infinity },
  };
  const [ids, visitors, keys, sights] = [1, 2, 3, 4].map(createPairIndex) as [
    PairIndex,
    PairIndex,
    PairIndex,
    PairIndex,
  ];
  const [experiments, arms, segments, epochs, goals] = [1, 2, 3, 4, 5].map(createNames) as [
    Names,
    Names,
    Names,
    Names,
    Names,
  ];
  const enrolments: Enrolment[] = [];
  const latest: (Enrolment | undefined)[] = [];
  const goalEvents = { visitor: [], goal: [], ts: [], value: [] } as Record<
    keyof GoalEvents,
    number[]
  >;
  const sawVariant: boolean[] = [];
  const sawDefault: boolean[] = [];

  function enrolment(visitor: number, exp: string, ver: string): Enrolment {
    const experiment = experiments.number(`${exp}\0${ver}`);
    const index = keys.add(visitor, experiment);
    return (enrolments[index] ??= latest[visitor] =
      {
        ...{ ts: Infinity, arm: -1, segment: -1, epoch: -1, conduct: Conduct.Loyal },
        ...{ viewed: false, index, experiment, next: latest[visitor] },
      });
  }

  function expose(visitor: number, event: Exposure): void {
    const { exp, ver, ts, applied } = event;
    const variant = event.arm === 'holdout' ? '' : event.variant;
    const arm = arms.number(`${event.arm}\0${variant}`);
    const epoch = epochs.number(event.epoch);
    const segment = segments.number(event.segment);
    const entry = enrolment(visitor, exp, ver);
    const isFirst = entry.arm < 0;
    if (!isFirst && entry.arm !== arm) {
      if (entry.epoch === epoch) entry.conduct = Conduct.Several;
      // Only the epoch of the first exposure counts, and what happened within it.
      else if (ts < entry.ts || entry.conduct === Conduct.Loyal) entry.conduct = Conduct.Moved;
    }
    if (isFirst || ts < entry.ts) Object.assign(entry, { ts, arm, segment, epoch });

    const sight = sights.add(visitor, segment);
    if (applied && event.arm !== 'holdout') sawVariant[sight] = true;
    else sawDefault[sight] = true;
  }

  function reach(visitor: number, { goal, ts, value }: Goal): void {
    goalEvents.visitor.push(visitor);
    goalEvents.goal.push(goals.number(goal));
    goalEvents.ts.push(ts);
    goalEvents.value.push(value ?? NaN);
  }

  return {
    ...{ counts, experiments, arms, segments, epochs, goals, enrolments, latest, goalEvents },
    ...{ sights, sawVariant, sawDefault },
    add(event) {
      const known = ids.size;
      if (fingerprint(event.id, ids.add) < known) {
        counts.duplicates++;
        return;
      }
      counts.oldest = Math.min(counts.oldest, event.ts);
      counts.newest = Math.max(counts.newest, event.ts);
      const visitor = fingerprint(event.visitor, visitors.add);
      counts[`${event.type}s`]++;
      if (event.type === 'exposure') expose(visitor, event);
      else if (event.type === 'goal') reach(visitor, event);
      else enrolment(visitor, event.exp, event.ver).viewed = true;
    },
  };
}
