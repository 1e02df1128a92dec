import { Conduct, type Ledger } from './ledger.js';
import { createPairIndex, type PairIndex } from './pair-index.js';

/** Visitors of one arm, in one segment and epoch of an experiment. */
export interface Cell {
  /** Index into the ledger's experiments. */
  readonly experiment: number;
  readonly arm: number;
  readonly segment: number;
  readonly epoch: number;
  visitors: number;
  /** Visitors of those who had the block in view. */
  viewed: number;
  /** By index of the goal. */
  readonly goals: Map<number, Reached>;
}

/** How often a goal was reached by the visitors of a cell. */
export interface Reached {
  /** Visitors, each counted once. */
  visitors: number;
  /** Sum over these visitors of what each was worth. */
  sum: number;
  /** Sum of the squares of the same. */
  squares: number;
  /** Whether any event carried a value. */
  isValued: boolean;
}

export interface Tally {
  readonly cells: readonly Cell[];
  /** By experiment: visitors left out because they were seen in several arms. */
  readonly several: ReadonlyMap<number, number>;
  /** By experiment: visitors who changed arms when the shares were changed, counted where they began. */
  readonly moved: ReadonlyMap<number, number>;
}

/**
 * Counts visitors and the goals they reached at or after their first exposure.
 *
 * A visitor stays in the arm they were first exposed to: comparing them by what they later saw would mix up
 * the draw with what came of it (intention to treat).
 */
export function tally(ledger: Ledger): Tally {
  const places = createPairIndex();
  const [within, between] = [createPairIndex(), createPairIndex()];
  const cells: Cell[] = [];
  const several = new Map<number, number>();
  const moved = new Map<number, number>();
  const { keys, conduct, viewed, ...rows } = ledger.enrolments;
  const cellOf = new Int32Array(keys.size).fill(-1);

  for (let row = 0; row < keys.size; row++) {
    const experiment = keys.high(row);
    const arm = rows.arm.get(row) - 1;
    const [segment, epoch] = [rows.segment.get(row), rows.epoch.get(row)];
    // Views without an exposure tell no arm.
    if (arm < 0) continue;
    if (conduct.get(row) === Conduct.Moved) count(moved, experiment);
    if (conduct.get(row) === Conduct.Several) {
      count(several, experiment);
      continue;
    }
    const place = places.add(within.add(experiment, arm), between.add(segment, epoch));
    const cell = (cells[place] ??= {
      ...{ experiment, arm, segment, epoch },
      ...{ visitors: 0, viewed: 0, goals: new Map<number, Reached>() },
    });
    cell.visitors++;
    cell.viewed += viewed.get(row);
    cellOf[row] = place;
  }

  const { worth, hits } = reachedGoals(ledger);
  for (const [hit, value] of worth.entries()) {
    const cell = cells[cellOf[hits.low(hit)] ?? -1];
    if (!cell) continue;
    const goal = hits.high(hit);
    const reached = cell.goals.get(goal) ?? { visitors: 0, sum: 0, squares: 0, isValued: false };
    cell.goals.set(goal, reached);
    reached.visitors++;
    // Worth nothing is not the same as of unknown worth.
    if (Number.isNaN(value)) continue;
    reached.isValued = true;
    reached.sum += value;
    reached.squares += value * value;
  }
  return { cells, several, moved };
}

/** Pairs of enrolment and goal, and what the goal's events after the exposure were worth together; NaN if nobody said. */
function reachedGoals({ goalEvents, enrolments }: Ledger): {
  hits: PairIndex;
  worth: readonly number[];
} {
  const hits = createPairIndex();
  const worth: number[] = [];
  for (let event = 0; event < goalEvents.size; event++) {
    const visitor = goalEvents.visitor.get(event);
    let next = enrolments.latest.get(visitor);
    while (next > 0) {
      const row = next - 1;
      next = enrolments.previous.get(row);
      if (goalEvents.ts.get(event) < enrolments.ts.get(row)) continue;
      const hit = hits.add(row, goalEvents.goal.get(event));
      const value = goalEvents.value.get(event);
      worth[hit] = Number.isNaN(value) ? (worth[hit] ?? NaN) : value + (worth[hit] || 0);
    }
  }
  return { hits, worth };
}

function count(map: Map<number, number>, key: number): void {
  map.set(key, (map.get(key) ?? 0) + 1);
}
