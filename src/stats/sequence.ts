/*
 * Asymptotic confidence sequences. A fixed-sample interval holds at one look that was planned beforehand;
 * whoever looks every day and stops at the first "significant" day is fooled far more often than α says. A
 * confidence sequence holds at all looks together: the price is an interval about half as wide again.
 *
 * The boundary is the normal mixture of Robbins (1970) in the form of Waudby-Smith, Arbour, Sinha, Kennedy and
 * Ramdas, "Time-uniform central limit theory and asymptotic confidence sequences" (https://arxiv.org/abs/2103.06476),
 * which builds on Howard, Ramdas, McAuliffe and Sekhon (https://arxiv.org/abs/1810.08240). GrowthBook uses the same
 * boundary and the same tuning: https://docs.growthbook.io/statistics/sequential
 */

/** ρ²: makes the sequence tightest, for its level, at `tune` visitors. */
function mixture(alpha: number, tune: number): number {
  const level = -2 * Math.log(alpha);
  return (level + Math.log(1 + level)) / tune;
}

/**
 * How many standard errors a confidence sequence reaches to either side of the estimate.
 *
 * @param n Visitors in all arms together.
 * @param alpha Probability that the truth is ever outside, such as 0.05.
 * @param tune The number of visitors at which the sequence is to be tightest.
 * @example reach(10_000, 0.05, 5000) // 3.06, where a fixed-sample interval has 1.96
 */
export function reach(n: number, alpha: number, tune: number): number {
  const grown = n * mixture(alpha, tune);
  return Math.sqrt((2 * (grown + 1) * Math.log(Math.sqrt(grown + 1) / alpha)) / grown);
}

/**
 * The p-value that stays valid however often one looks: at or below `alpha` exactly when the sequence
 * of that level excludes "no difference".
 *
 * @param n Visitors in all arms together.
 * @param z Estimate divided by its standard error.
 */
export function anytimeP(n: number, z: number, alpha: number, tune: number): number {
  const grown = n * mixture(alpha, tune);
  return Math.min(1, Math.sqrt(grown + 1) * Math.exp((-grown * z * z) / (2 * (grown + 1))));
}
