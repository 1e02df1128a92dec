import { upperGamma } from './gamma.js';

/**
 * Whether visitors arrived in the arms in the shares that were asked for: Pearson's χ² test of goodness of fit.
 *
 * When they did not, something treats the arms differently before the goal is counted (a redirect that loses
 * visitors, a crash in one variant, a filter of bots), and no comparison of the arms can be trusted. Raise an
 * alarm below 0.001: the test is repeated at every look.
 *
 * @param counts Visitors in each arm.
 * @param weights Expected shares of the arms in the same order, in any unit.
 * @returns The probability of a deviation as large as this one if the shares are right; 1 with fewer than two arms.
 * @throws RangeError if the lists differ in length or hold anything but numbers from 0.
 * @example sampleRatio([1000, 1200], [1, 1]) // 0.00002: broken
 * @example sampleRatio([310, 98], [75, 25]) // 0.65: fine
 */
export function sampleRatio(counts: readonly number[], weights: readonly number[]): number {
  const isShare = (value: number): boolean => value >= 0 && value < Infinity;
  if (counts.length !== weights.length || ![...counts, ...weights].every(isShare)) {
    throw new RangeError('expected as many weights as counts, all numbers from 0');
  }
  const visitors = counts.reduce((sum, count) => sum + count, 0);
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  let [arms, statistic] = [0, 0];
  for (const [index, count] of counts.entries()) {
    const expected = (visitors * (weights[index] ?? 0)) / total;
    // An arm without a share has no place in the test, unless somebody is in it.
    if (weights[index] === 0 && count === 0) continue;
    arms++;
    statistic += expected === count ? 0 : (count - expected) ** 2 / expected;
  }
  return arms > 1 ? upperGamma((arms - 1) / 2, statistic / 2) : 1;
}
