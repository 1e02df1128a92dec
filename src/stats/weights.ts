import { asValues, checkArm, type Conversions } from './arms.js';
import { beta, seededRandom } from './random.js';
import { standardize } from './standardize.js';

const DRAWS = 20_000;
const FLOOR = 0.1;
/** Weights are whole thousandths. */
const UNITS = 1000;

/**
 * How probable it is of each arm that it has the highest rate of all: rates are drawn from each arm's posterior,
 * Beta(1 + s, 1 + n − s), and wins are counted. The draws are seeded: the same counts give the same answer.
 *
 * @param arms Counts of the arms; or a list of such lists, one for each span of time with fixed shares.
 * @returns Probabilities in the order of the arms, to about ±0.005.
 * @example probabilityBest([{ n: 1000, s: 50 }, { n: 1000, s: 65 }]) // about [0.08, 0.92]
 */
export function probabilityBest(
  arms: readonly Conversions[] | readonly (readonly Conversions[])[],
): number[] {
  const strata = (Array.isArray(arms[0]) ? arms : [arms]) as readonly (readonly Conversions[])[];
  const values = strata.map((stratum) => stratum.map(asValues));
  for (const arm of values.flat()) checkArm(arm);
  const posteriors = standardize(values).map(({ n, s, mean, squaredError }) => {
    // As many visitors in one stratum as would give the same standard error.
    const worth = squaredError > 0 ? (mean * (1 - mean)) / squaredError : n;
    const successes = squaredError > 0 ? mean * worth : s;
    return [1 + successes, 1 + worth - successes] as const;
  });
  const random = seededRandom(posteriors.length);
  const wins = new Array<number>(posteriors.length).fill(0);
  for (let draw = 0; draw < DRAWS; draw++) {
    let [best, highest] = [-1, -1];
    for (const [arm, [a, b]] of posteriors.entries()) {
      const rate = beta(a, b, random);
      if (rate > highest) [best, highest] = [arm, rate];
    }
    wins[best] = (wins[best] ?? 0) + 1;
  }
  return wins.map((count) => count / DRAWS);
}

/**
 * Shares for the next span of time (Thompson sampling with a floor): every arm keeps 10 %, so that it can still
 * recover, and the rest is handed out by the probability of being best.
 *
 * @returns Shares in whole thousandths that add up to 1; equal ones for more than ten arms.
 * @example proposeWeights([0.08, 0.92]) // [0.164, 0.836]
 */
export function proposeWeights(best: readonly number[]): number[] {
  const floor = Math.min(FLOOR, 1 / best.length);
  const exact = best.map((p) => UNITS * (floor + (1 - best.length * floor) * p));
  // The product may fall a rounding error short of a whole number.
  const units = exact.map((share) => Math.floor(share + 1e-6));
  const rests = [...exact.keys()].sort(
    (a, b) => (exact[b] ?? 0) - (units[b] ?? 0) - ((exact[a] ?? 0) - (units[a] ?? 0)),
  );
  let left = UNITS - units.reduce((sum, share) => sum + share, 0);
  for (const arm of rests) if (left-- > 0) units[arm] = (units[arm] ?? 0) + 1;
  return units.map((share) => share / UNITS);
}
