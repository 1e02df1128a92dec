import { expect, test } from 'vitest';
import { sampleRatio } from '../../../src/stats.js';

test('known values', () => {
  expect(sampleRatio([1000, 1200], [50, 50])).toBeCloseTo(0.000020079, 9);
  expect(sampleRatio([310, 98], [75, 25])).toBeCloseTo(0.647434186, 9);
  expect(sampleRatio([500, 500], [1, 1])).toBe(1);
});

test('an arm without a share has no place in the test, unless somebody is in it', () => {
  expect(sampleRatio([310, 98, 0], [75, 25, 0])).toBe(sampleRatio([310, 98], [75, 25]));
  expect(sampleRatio([310, 98, 1], [75, 25, 0])).toBe(0);
});

test('a single arm, and nobody, deviate from nothing', () => {
  expect(sampleRatio([7], [1])).toBe(1);
  expect(sampleRatio([0, 0], [1, 1])).toBe(1);
});

test('lists that do not fit are refused', () => {
  expect(() => sampleRatio([1, 2], [1])).toThrow(RangeError);
  expect(() => sampleRatio([1, -2], [1, 1])).toThrow(RangeError);
  expect(() => sampleRatio([1, NaN], [1, 1])).toThrow(RangeError);
});
