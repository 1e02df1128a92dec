import type { Truth } from '../../types.js';
import type { Overlap } from './result.js';

/** Counts for every two segments how many visitors are in both. */
export interface OverlapCounter {
  /** @param truths Of one visitor, by segment. */
  add(truths: readonly Truth[]): void;
  finish(segments: readonly string[]): Overlap;
}

export function createOverlapCounter(size: number): OverlapCounter {
  const both = new Float64Array(size * size);
  const unknown = new Float64Array(size * size);

  function rows(cells: Float64Array): number[][] {
    return Array.from({ length: size }, (_, row) => [
      ...cells.subarray(row * size, (row + 1) * size),
    ]);
  }

  return {
    add(truths) {
      for (let row = 0; row < size; row++) {
        if (!truths[row]) continue;
        for (let column = 0; column < size; column++) {
          const cell = row * size + column;
          const truth = truths[column];
          if (truth) both[cell] = (both[cell] ?? 0) + 1;
          else if (truth === undefined) unknown[cell] = (unknown[cell] ?? 0) + 1;
        }
      }
    },
    finish: (segments) => ({ segments, both: rows(both), unknown: rows(unknown) }),
  };
}
