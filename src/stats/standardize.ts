import type { Values } from './arms.js';

/** One arm over all strata: its mean if every arm had met the same mix of strata. */
export interface Standardized {
  /** Visitors in the strata that count. */
  readonly n: number;
  /** Visitors of those with the goal. */
  readonly s: number;
  readonly mean: number;
  /** The squared standard error of the mean. */
  readonly squaredError: number;
}

/**
 * Combines strata: spans of time in which the arms had fixed shares.
 *
 * When shares change between strata, an arm that grew in a strong week looks better than it is (Simpson's paradox). So
 * arms are only compared within a stratum, and both take part in it with the same weight: 1/Σ(1/n), which is
 * Mantel's and Haenszel's weight for two arms (https://doi.org/10.1093/jnci/22.4.719). Weighting the logarithms of
 * the ratios by their inverse variance would break down in strata with few conversions; this does not. With a
 * single stratum the means are the arms' own. A stratum in which an arm had nobody tells nothing about a
 * difference, and is left out.
 *
 * @param strata Each with the same arms in the same order.
 */
export function standardize(strata: readonly (readonly Values[])[]): Standardized[] {
  const used = strata.filter((arms) => arms.every(({ n }) => n > 0));
  const weights = used.map((arms) => 1 / arms.reduce((sum, { n }) => sum + 1 / n, 0));
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  return (strata[0] ?? []).map((_, arm) => {
    const result = { n: 0, s: 0, mean: 0, squaredError: 0 };
    for (const [index, arms] of used.entries()) {
      const values = arms[arm];
      const share = (weights[index] ?? 0) / total;
      if (!values) continue;
      result.n += values.n;
      result.s += values.s;
      result.mean += share * values.mean;
      result.squaredError += (share * share * values.variance) / values.n;
    }
    return result;
  });
}
