import fc from 'fast-check';
import { describe, expect, test, vi } from 'vitest';
import { chooseArm, hash } from '../../../src/core.js';

// Thousands of runs may take their time on a busy machine.
vi.setConfig({ testTimeout: 30_000 });

const seed = fc.string({ maxLength: 20 }).map((name) => `exp:${name}:1`);
const id = fc.oneof(fc.uuid(), fc.string());
const weights = fc.array(fc.integer({ min: 0, max: 9 }), { minLength: 1, maxLength: 5 });
/** In percent, because fc.double prefers numbers close to nothing. */
const share = fc.integer({ min: 0, max: 100 }).map((percent) => percent / 100);

describe('hash', () => {
  test('is one of 10,000 buckets from 0 up to, but not, 1', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), fc.string({ unit: 'binary' }), (name, value) => {
        const bucket = hash(name, value);
        expect(bucket).toBeGreaterThanOrEqual(0);
        expect(bucket).toBeLessThan(1);
        expect(Math.round(bucket * 10_000) / 10_000).toBe(bucket);
      }),
    );
  });
});

describe('chooseArm', () => {
  test('raising the coverage moves nobody from one arm to another', () => {
    fc.assert(
      fc.property(seed, id, weights, share, share, (seed, id, weights, one, other) => {
        const [coverage, more] = [Math.min(one, other), Math.max(one, other)];
        const arm = chooseArm({ seed, id, weights, coverage });
        if (arm >= 0) expect(chooseArm({ seed, id, weights, coverage: more })).toBe(arm);
      }),
      { numRuns: 3000 },
    );
  });

  test('full coverage leaves nobody out, and an arm without weight gets nobody', () => {
    fc.assert(
      fc.property(seed, id, weights, (seed, id, weights) => {
        const arm = chooseArm({ seed, id, weights });
        if (weights.some((weight) => weight > 0)) expect(weights[arm]).toBeGreaterThan(0);
        else expect(arm).toBe(-1);
      }),
      { numRuns: 3000 },
    );
  });

  test('only the proportion of weights counts', () => {
    fc.assert(
      fc.property(seed, id, weights, share, (seed, id, weights, coverage) => {
        const doubled = weights.map((weight) => weight * 2);
        const arm = chooseArm({ seed, id, weights, coverage });
        expect(chooseArm({ seed, id, weights: doubled, coverage })).toBe(arm);
      }),
    );
  });

  const visitors = Array.from({ length: 20_000 }, (_, number) => `visitor-${number}`);
  /** Six standard deviations: chance alone fails once in five hundred million. */
  const tolerance = (share: number, of: number): number =>
    6 * Math.sqrt((share * (1 - share)) / of) + 1e-4;

  test.each([
    { weights: [1, 1], coverage: 1 },
    { weights: [1, 1], coverage: 0.5 },
    { weights: [9, 1], coverage: 1 },
    { weights: [1, 2, 3], coverage: 0.9 },
    { weights: [1], coverage: 0.95 },
    { weights: [1, 0, 1, 1], coverage: 1 },
  ])('shares approximate weights $weights at coverage $coverage', ({ weights, coverage }) => {
    const total = weights.reduce((sum, weight) => sum + weight);
    const arms = visitors.map((id) => chooseArm({ seed: 'exp:hero:1', id, weights, coverage }));
    for (const [index, weight] of [...weights.entries(), [-1, 0] as const]) {
      const expected = index < 0 ? 1 - coverage : (weight / total) * coverage;
      const share = arms.filter((arm) => arm === index).length / visitors.length;
      expect(Math.abs(share - expected)).toBeLessThanOrEqual(tolerance(expected, visitors.length));
    }
  });

  test.each([
    ['another experiment', 'exp:cta:1'],
    ['another version', 'exp:hero:2'],
    ['the global holdout', 'holdout:1'],
  ])('%s draws independently', (_name, other) => {
    const halves = { weights: [1, 1] };
    const first = visitors.filter((id) => chooseArm({ seed: 'exp:hero:1', id, ...halves }) === 0);
    const both = first.filter((id) => chooseArm({ seed: other, id, ...halves }) === 0);
    const share = both.length / first.length;
    expect(Math.abs(share - 0.5)).toBeLessThan(tolerance(0.5, first.length));
  });
});
