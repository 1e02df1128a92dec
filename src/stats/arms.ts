/** One arm of an experiment by its visitors. */
export interface Conversions {
  /** Visitors. */
  readonly n: number;
  /** Visitors of those who reached the goal; at most `n`. */
  readonly s: number;
}

/** One arm by what its visitors were worth, those who reached no goal included with 0. */
export interface Values extends Conversions {
  /** Mean value per visitor. */
  readonly mean: number;
  /** Sample variance of the value per visitor. */
  readonly variance: number;
}

/** The two arms of a comparison. */
export interface Arms<A> {
  readonly control: A;
  readonly treatment: A;
}

/** Visitors who did or did not reach a goal, as values of 1 and 0. */
export function asValues({ n, s }: Conversions): Values {
  const mean = n > 0 ? s / n : 0;
  return { n, s, mean, variance: mean * (1 - mean) };
}

/** @throws RangeError for what cannot be a count of visitors or a moment. */
export function checkArm({ n, s, mean, variance }: Values): void {
  if (!(n >= 0 && s >= 0 && s <= n && n < Infinity)) {
    throw new RangeError(`expected 0 <= s <= n, found s = ${s}, n = ${n}`);
  }
  if (!(Number.isFinite(mean) && variance >= 0 && variance < Infinity)) {
    throw new RangeError(`expected a mean and a variance, found ${mean} and ${variance}`);
  }
}
