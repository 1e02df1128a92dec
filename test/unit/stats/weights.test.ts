import { jStat } from 'jstat';
import { expect, test } from 'vitest';
import { probabilityBest, proposeWeights } from '../../../src/stats.js';

/** The probability that B beats A, by summing over A's posterior. */
function exact(a: [number, number], b: [number, number]): number {
  const steps = 20_000;
  let sum = 0;
  for (let i = 0; i < steps; i++) {
    const [low, high] = [i / steps, (i + 1) / steps];
    const mass = jStat.beta.cdf(high, ...a) - jStat.beta.cdf(low, ...a);
    sum += mass * (1 - jStat.beta.cdf((low + high) / 2, ...b));
  }
  return sum;
}

test('the probability of being best agrees with the integral', () => {
  const [, better] = probabilityBest([
    { n: 1000, s: 50 },
    { n: 1000, s: 65 },
  ]);
  expect(Math.abs(better! - exact([51, 951], [66, 936]))).toBeLessThan(0.01);
});

test('without any data every arm is as probable', () => {
  for (const p of probabilityBest([1, 2, 3].map(() => ({ n: 0, s: 0 })))) {
    expect(Math.abs(p - 1 / 3)).toBeLessThan(0.02);
  }
});

test('an arm that grew in a strong week is not better for it', () => {
  const [old, grown] = probabilityBest([
    [
      { n: 9000, s: 180 },
      { n: 1000, s: 20 },
    ],
    [
      { n: 1000, s: 80 },
      { n: 9000, s: 720 },
    ],
  ]);
  expect(Math.abs(old! - grown!)).toBeLessThan(0.05);
});

test('the floor is a tenth, the rest follows the probability', () => {
  expect(proposeWeights([0.08, 0.92])).toEqual([0.164, 0.836]);
  expect(proposeWeights([0, 1])).toEqual([0.1, 0.9]);
  expect(proposeWeights([1 / 3, 1 / 3, 1 / 3])).toEqual([0.334, 0.333, 0.333]);
  expect(proposeWeights([1])).toEqual([1]);
});
