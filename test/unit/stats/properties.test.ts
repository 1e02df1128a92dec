import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { compare, holm, probabilityBest, proposeWeights, sampleRatio } from '../../../src/stats.js';

/** An arm with some conversions and some without. */
const arm = fc
  .tuple(fc.integer({ min: 20, max: 1_000_000 }), fc.double({ min: 0.001, max: 0.9, noNaN: true }))
  .map(([n, rate]) => ({ n, s: Math.max(1, Math.floor(n * rate)) }));
const arms = fc.record({ control: arm, treatment: arm });
const options = fc.record({
  alpha: fc.constantFrom(0.2, 0.1, 0.05, 0.01),
  tune: fc.constantFrom(100, 5000, 1_000_000),
  looks: fc.constantFrom('any' as const, 'one' as const),
});
const ps = fc.array(fc.double({ min: 0, max: 1, noNaN: true }), { maxLength: 30 });

describe('a comparison', () => {
  test('contains its estimate, and never reaches −100 %', () => {
    fc.assert(
      fc.property(arms, options, (arms, options) => {
        const { lift, interval } = compare(arms, options);
        expect(interval![0]).toBeLessThanOrEqual(lift!);
        expect(interval![1]).toBeGreaterThanOrEqual(lift!);
        expect(interval![0]).toBeGreaterThanOrEqual(-1);
      }),
    );
  });

  test('is mirrored when the arms are swapped', () => {
    fc.assert(
      fc.property(arms, options, ({ control, treatment }, options) => {
        const one = compare({ control, treatment }, options);
        const other = compare({ control: treatment, treatment: control }, options);
        expect(other.p).toBeCloseTo(one.p, 9);
        expect(Math.log1p(other.lift!)).toBeCloseTo(-Math.log1p(one.lift!), 9);
        expect(1 + other.interval![0]).toBeCloseTo(1 / (1 + one.interval![1]), 9);
        const mirror = { ahead: 'behind', behind: 'ahead' } as Record<string, string>;
        expect(other.verdict).toBe(mirror[one.verdict] ?? one.verdict);
      }),
    );
  });

  test('narrows as visitors come at the same rates', () => {
    fc.assert(
      fc.property(arms, fc.integer({ min: 2, max: 50 }), ({ control, treatment }, times) => {
        const more = ({ n, s }: { n: number; s: number }) => ({ n: n * times, s: s * times });
        const before = compare({ control, treatment });
        const after = compare({ control: more(control), treatment: more(treatment) });
        const width = ([low, high]: readonly [number, number]) =>
          Math.log1p(high) - Math.log1p(low);
        expect(width(after.interval!)).toBeLessThan(width(before.interval!));
      }),
    );
  });

  test('is wider at any look than at a single one', () => {
    fc.assert(
      fc.property(arms, fc.constantFrom(100, 5000, 1_000_000), (arms, tune) => {
        const any = compare(arms, { tune });
        const one = compare(arms, { tune, looks: 'one' });
        expect(any.interval![1]).toBeGreaterThan(one.interval![1]);
        expect(any.interval![0]).toBeLessThan(one.interval![0]);
        expect(any.p).toBeGreaterThanOrEqual(one.p);
      }),
    );
  });

  test('says "different" exactly when its interval excludes 0', () => {
    fc.assert(
      fc.property(arms, options, (arms, options) => {
        const { interval, p } = compare(arms, options);
        const excluded = interval![0] > 0 || interval![1] < 0;
        // Equality is a matter of rounding.
        if (Math.abs(p - options.alpha) > 1e-9) expect(p < options.alpha).toBe(excluded);
      }),
    );
  });

  test('does not depend on the order of strata', () => {
    fc.assert(
      fc.property(fc.array(arms, { minLength: 1, maxLength: 5 }), (strata) => {
        const [one, other] = [compare(strata), compare([...strata].reverse())];
        expect(other.lift).toBeCloseTo(one.lift!, 9);
        expect(other.p).toBeCloseTo(one.p, 9);
      }),
    );
  });

  test('lies between the strata it combines', () => {
    fc.assert(
      fc.property(fc.array(arms, { minLength: 1, maxLength: 5 }), (strata) => {
        const lifts = strata.map((arms) => compare(arms).lift!);
        const { lift } = compare(strata);
        expect(lift).toBeGreaterThanOrEqual(Math.min(...lifts) - 1e-9);
        expect(lift).toBeLessThanOrEqual(Math.max(...lifts) + 1e-9);
      }),
    );
  });
});

describe("Holm's correction", () => {
  test('never helps, never exceeds Bonferroni or 1, and keeps the order', () => {
    fc.assert(
      fc.property(ps, (ps) => {
        const corrected = holm(ps);
        for (const [i, p] of ps.entries()) {
          expect(corrected[i]).toBeGreaterThanOrEqual(p);
          expect(corrected[i]).toBeLessThanOrEqual(Math.min(1, p * ps.length));
          for (const [j, other] of ps.entries()) {
            if (p < other) expect(corrected[i]).toBeLessThanOrEqual(corrected[j]!);
          }
        }
      }),
    );
  });

  test('leaves a single comparison alone, and the smallest pays for all', () => {
    expect(holm([0.04])).toEqual([0.04]);
    expect(holm([])).toEqual([]);
    const [a, b, c] = holm([0.01, 0.04, 0.03]);
    expect([a, b, c].map((p) => p?.toFixed(6))).toEqual(['0.030000', '0.060000', '0.060000']);
  });
});

describe('the sample ratio', () => {
  test('cares for neither the unit of the weights nor the order of the arms', () => {
    const pairs = fc.array(
      fc.tuple(fc.integer({ min: 0, max: 10_000 }), fc.integer({ min: 1, max: 9 })),
      { minLength: 2, maxLength: 6 },
    );
    fc.assert(
      fc.property(pairs, fc.integer({ min: 2, max: 100 }), (pairs, unit) => {
        const [counts, weights] = [
          pairs.map(([count]) => count),
          pairs.map(([, weight]) => weight),
        ];
        const p = sampleRatio(counts, weights);
        expect(p).toBeGreaterThanOrEqual(0);
        expect(p).toBeLessThanOrEqual(1);
        const scaled = weights.map((weight) => weight * unit);
        expect(sampleRatio(counts, scaled)).toBeCloseTo(p, 9);
        expect(sampleRatio([...counts].reverse(), [...weights].reverse())).toBeCloseTo(p, 9);
      }),
    );
  });
});

describe('weights', () => {
  const counts = fc
    .tuple(fc.integer({ min: 0, max: 5000 }), fc.double({ min: 0, max: 1, noNaN: true }))
    .map(([n, rate]) => ({ n, s: Math.floor(n * rate) }));

  test('add up to 1, keep a tenth for everyone, and follow the probability of being best', () => {
    fc.assert(
      fc.property(fc.array(counts, { minLength: 2, maxLength: 6 }), (arms) => {
        const best = probabilityBest(arms);
        const weights = proposeWeights(best);
        expect(weights.reduce((sum, weight) => sum + Math.round(weight * 1000), 0)).toBe(1000);
        for (const [i, weight] of weights.entries()) {
          expect(weight).toBeGreaterThanOrEqual(0.1);
          for (const [j, other] of weights.entries()) {
            if (best[i]! > best[j]! + 0.01) expect(weight).toBeGreaterThanOrEqual(other);
          }
        }
      }),
      { numRuns: 15 },
    );
  });

  test('are the same for the same counts', () => {
    const arms = [
      { n: 1000, s: 50 },
      { n: 1000, s: 65 },
    ];
    expect(probabilityBest(arms)).toEqual(probabilityBest(arms));
  });

  test('of many arms are equal', () => {
    expect(new Set(proposeWeights(Array.from({ length: 20 }, (_, i) => i / 190)))).toEqual(
      new Set([0.05]),
    );
  });
});
