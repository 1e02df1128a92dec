import { upperGamma } from './gamma.js';

/** The probability that a standard normal variable is further than |z| from 0, on either side. */
export function twoSidedTail(z: number): number {
  return upperGamma(0.5, (z * z) / 2);
}

/** The z beyond which, on both sides together, lies the probability `alpha`: 1.959964 for 0.05. */
export function criticalZ(alpha: number): number {
  let [low, high] = [0, 40];
  // Each step halves the range: 60 of them leave less than the spacing of floating-point numbers.
  for (let step = 0; step < 60; step++) {
    const middle = (low + high) / 2;
    if (twoSidedTail(middle) > alpha) low = middle;
    else high = middle;
  }
  return (low + high) / 2;
}
