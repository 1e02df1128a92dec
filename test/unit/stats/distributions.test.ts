import { jStat } from 'jstat';
import { describe, expect, test } from 'vitest';
import { lnGamma, upperGamma } from '../../../src/stats/gamma.js';
import { criticalZ, twoSidedTail } from '../../../src/stats/normal.js';
import { beta, seededRandom } from '../../../src/stats/random.js';

describe('distributions agree with jStat', () => {
  test('ln Γ', () => {
    for (const x of [0.1, 0.5, 1, 1.5, 2, 7.25, 100, 12_345]) {
      expect(lnGamma(x)).toBeCloseTo(jStat.gammaln(x), 7);
    }
    expect(lnGamma(0.5)).toBeCloseTo(Math.log(Math.PI) / 2, 13);
    expect(lnGamma(11)).toBeCloseTo(Math.log(3_628_800), 12);
  });

  test('the tail of χ², on both sides of where the method changes', () => {
    for (const degrees of [1, 2, 3, 7, 30, 200]) {
      for (const factor of [0.01, 0.3, 0.9, 1, 1.1, 1.6, 3]) {
        const x = degrees * factor;
        const expected = 1 - jStat.chisquare.cdf(x, degrees);
        expect(upperGamma(degrees / 2, x / 2), `χ²(${degrees}) beyond ${x}`).toBeCloseTo(
          expected,
          9,
        );
      }
    }
  });

  test('far tails keep their digits, where 1 − cdf has lost them', () => {
    // With two degrees of freedom the tail is exp(−x/2) exactly.
    expect(upperGamma(1, 100) / Math.exp(-100)).toBeCloseTo(1, 11);
    expect(upperGamma(0.5, 0)).toBe(1);
    expect(upperGamma(0.5, Infinity)).toBe(0);
  });

  test('the normal distribution', () => {
    expect(criticalZ(0.05)).toBeCloseTo(1.959963984540054, 12);
    for (const alpha of [0.5, 0.1, 0.01, 1e-6]) {
      expect(criticalZ(alpha)).toBeCloseTo(-jStat.normal.inv(alpha / 2, 0, 1), 6);
      expect(twoSidedTail(criticalZ(alpha))).toBeCloseTo(alpha, 12);
    }
  });

  test('draws from a Beta distribution follow it', () => {
    for (const [a, b] of [
      [1, 1],
      [3, 40],
      [51, 951],
    ] as const) {
      const random = seededRandom(7);
      const draws = Array.from({ length: 20_000 }, () => beta(a, b, random)).sort((x, y) => x - y);
      // Kolmogorov's distance; chance alone exceeds 1.95/√n once in a thousand, and the seed is fixed.
      const distance = Math.max(
        ...draws.map((x, i) => Math.abs(jStat.beta.cdf(x, a, b) - (i + 0.5) / draws.length)),
      );
      expect(distance).toBeLessThan(1.95 / Math.sqrt(draws.length));
    }
  });
});
