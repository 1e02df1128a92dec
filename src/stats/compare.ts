import { asValues, checkArm, type Arms, type Conversions, type Values } from './arms.js';
import { criticalZ, twoSidedTail } from './normal.js';
import { anytimeP, reach } from './sequence.js';
import { standardize, type Standardized } from './standardize.js';

/** Below this many conversions in an arm the normal approximation is not to be trusted: no verdict. */
const MIN_CONVERSIONS = 5;

/** In plain words, from the treatment's point of view. */
export type Verdict = 'ahead' | 'behind' | 'no difference shown yet' | 'too little data';

export interface CompareOptions {
  /** Probability of ever calling two equal arms different. Default 0.05. */
  readonly alpha?: number;
  /** Visitors in both arms at which the interval is to be tightest. Fix it before the first look. Default 5,000. */
  readonly tune?: number;
  /**
   * `any` (the default): the answer holds however often and whenever one looks. `one`: it holds for
   * a single look at a number of visitors that was fixed beforehand, and is narrower.
   */
  readonly looks?: 'any' | 'one';
}

/** How a treatment did against a control. */
export interface Comparison {
  /** The treatment's mean over the control's, minus 1: 0.3 is 30 % more. `undefined` if the control has none. */
  readonly lift: number | undefined;
  /** Where the true lift lies, with probability 1 - alpha; `undefined` while an arm has no conversions. */
  readonly interval: readonly [low: number, high: number] | undefined;
  /** How well "no difference" explains the data; valid at every look. 1 without an interval. */
  readonly p: number;
  readonly verdict: Verdict;
  /** With too little data: about how many more visitors, over both arms, until there can be a verdict. */
  readonly more: number | undefined;
}

/**
 * Compares the shares of visitors who reached a goal.
 *
 * The lift is a ratio of rates, m = s/n; its logarithm has the squared standard error (1 − m)/s in each arm, and the
 * interval is exp(ln ratio ± f·SE) − 1, f from an asymptotic confidence sequence (Howard, Ramdas and others;
 * GrowthBook's documentation of sequential testing). An arm with fewer than 5 conversions gives no verdict.
 *
 * @param arms Counts of both arms; or a list, one entry for each span of time with fixed shares, in any order.
 * @throws RangeError if a count is negative or `s` exceeds `n`.
 * @example
 * compare({ control: { n: 5000, s: 100 }, treatment: { n: 5000, s: 130 } })
 * // { lift: 0.3, interval: [-0.131, 0.944], p: 0.632, verdict: 'no difference shown yet', more: undefined }
 */
export function compare(
  arms: Arms<Conversions> | readonly Arms<Conversions>[],
  options?: CompareOptions,
): Comparison {
  return compareMeans(
    list(arms).map(({ control, treatment }) => ({
      control: asValues(control),
      treatment: asValues(treatment),
    })),
    options,
  );
}

/**
 * Compares mean values per visitor, such as revenue, in the same way: SE² is variance/(n·mean²) in each arm. Both
 * means must be positive for a lift to be defined. Very uneven values (one order of a million)
 * need many visitors before the normal approximation holds.
 *
 * @throws RangeError if a count is impossible, a mean not finite or a variance negative.
 * @example
 * compareMeans({
 *   control: { n: 5000, s: 100, mean: 0.98, variance: 47 },
 *   treatment: { n: 5000, s: 130, mean: 1.27, variance: 61 },
 * })
 */
export function compareMeans(
  arms: Arms<Values> | readonly Arms<Values>[],
  { alpha = 0.05, tune = 5000, looks = 'any' }: CompareOptions = {},
): Comparison {
  if (!(alpha > 0 && alpha < 1 && tune > 0 && tune < Infinity)) {
    throw new RangeError(`expected 0 < alpha < 1 and tune > 0, found ${alpha} and ${tune}`);
  }
  const strata = list(arms).map(({ control, treatment }) => [control, treatment]);
  for (const arm of strata.flat()) checkArm(arm);
  const [control = nobody, treatment = nobody] = standardize(strata);
  const n = control.n + treatment.n;
  const logRatio = Math.log(treatment.mean / control.mean);
  const error = Math.sqrt(relativeError(control) + relativeError(treatment));
  const isDefined = control.s > 0 && treatment.s > 0 && Number.isFinite(logRatio) && error > 0;
  const z = logRatio / error;
  const f = looks === 'one' ? criticalZ(alpha) : reach(n, alpha, tune);
  const around = (side: number): number => Math.exp(logRatio + side * f * error) - 1;
  const p = !isDefined ? 1 : looks === 'one' ? twoSidedTail(z) : anytimeP(n, z, alpha, tune);
  const more = missingVisitors([control, treatment]);
  return {
    lift: control.mean > 0 ? treatment.mean / control.mean - 1 : undefined,
    interval: isDefined ? [around(-1), around(1)] : undefined,
    p,
    verdict: more ? 'too little data' : verdictOf(p <= alpha ? logRatio : 0),
    more,
  };
}

const nobody: Standardized = { n: 0, s: 0, mean: 0, squaredError: 0 };

function list<T>(arms: T | readonly T[]): readonly T[] {
  return Array.isArray(arms) ? (arms as readonly T[]) : [arms as T];
}

function relativeError({ mean, squaredError }: Standardized): number {
  return squaredError / (mean * mean);
}

function verdictOf(difference: number): Verdict {
  if (difference === 0) return 'no difference shown yet';
  return difference > 0 ? 'ahead' : 'behind';
}

/** At the rate of both arms together; half a conversion more keeps "none yet" from meaning "never". */
function missingVisitors(arms: readonly Standardized[]): number | undefined {
  const n = arms.reduce((sum, arm) => sum + arm.n, 0);
  const rate = (arms.reduce((sum, arm) => sum + arm.s, 0) + 0.5) / (n + 1);
  const missing = arms.map((arm) => {
    const share = arm.n > 0 ? arm.n / n : 1 / arms.length;
    return (MIN_CONVERSIONS - arm.s) / rate / share;
  });
  const most = Math.max(...missing);
  return most > 0 ? Math.ceil(most) : undefined;
}
