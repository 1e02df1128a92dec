import { hash } from './hash.js';

/** What decides an arm. */
export interface ArmDraw {
  /** Names the draw: `exp:hero:returning:1`. Another seed draws independently. */
  readonly seed: string;
  /** The visitor's id. */
  readonly id: string;
  /** Relative shares of the arms; all positive. */
  readonly weights: readonly number[];
  /** Share (0 to 1) of visitors who are drawn at all. Default 1. */
  readonly coverage?: number;
}

/**
 * Draws an arm. Each arm owns a half-open range that starts where the weights put it, and coverage
 * shortens every range from its end: raising coverage moves nobody from one arm to another.
 *
 * @returns The arm's index, or -1 for a visitor outside the coverage.
 * @example chooseArm({ seed: 'exp:hero:1', id: 'b7c1…', weights: [1, 1], coverage: 0.9 })
 */
export function chooseArm({ seed, id, weights, coverage = 1 }: ArmDraw): number {
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  const bucket = hash(seed, id);
  let start = 0;
  for (const [index, weight] of weights.entries()) {
    const share = weight / total;
    if (bucket >= start && bucket < start + share * coverage) return index;
    start += share;
  }
  // The sum of the shares may fall a rounding error short of 1.
  return -1;
}
