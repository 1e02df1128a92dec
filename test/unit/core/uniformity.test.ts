import { describe, expect, test, vi } from 'vitest';
import { chooseArm, hash } from '../../../src/core.js';
import { sampleRatio } from '../../../src/stats.js';
import { xorshift } from '../../support/events.mjs';

// Millions of draws take their time on a busy machine.
vi.setConfig({ testTimeout: 120_000 });

const COUNT = 200_000;
/** Inputs are fixed, so chance has no second try: of some forty tests one in a thousand is not expected to fall below. */
const SMALLEST = 0.001;

const ids = (make: (number: number) => string): string[] =>
  Array.from({ length: COUNT }, (_, number) => make(number));

const random = xorshift(20_261_124);
const hex = (digits: number): string =>
  Array.from({ length: digits }, () => Math.floor(random() * 16).toString(16)).join('');
const kinds = {
  'sequential numbers': ids(String),
  'UUIDs, version 4': ids(
    () => `${hex(8)}-${hex(4)}-4${hex(3)}-${'89ab'[Math.floor(random() * 4)]}${hex(3)}-${hex(12)}`,
  ),
  timestamps: ids((number) => String(Date.UTC(2026, 10, 24) + number * 137)),
};

/** Prints and checks how probable it is that shares as far from the expected ones are chance. */
function expectChance(what: string, counts: readonly number[], weights: readonly number[]): void {
  const p = sampleRatio(counts, weights);
  console.log(`${what}: p = ${p.toFixed(4)}`);
  expect(p, what).toBeGreaterThan(SMALLEST);
}

/** How often each value came. */
function tally(size: number, values: Iterable<number>): number[] {
  const counts = new Array<number>(size).fill(0);
  for (const value of values) counts[value]!++;
  return counts;
}

for (const [kind, visitors] of Object.entries(kinds)) {
  describe(kind, () => {
    test('fill the buckets evenly', () => {
      const buckets = visitors.map((id) => Math.round(hash('exp:hero:returning:1', id) * 10_000));
      expectChance(
        `${kind}, 10,000 buckets`,
        tally(10_000, buckets),
        new Array<number>(10_000).fill(1),
      );
      const hundredths = buckets.map((bucket) => Math.floor(bucket / 100));
      expectChance(`${kind}, 100 buckets`, tally(100, hundredths), new Array<number>(100).fill(1));
    });

    test.each([[[1, 1]], [[9, 1]], [[1, 2, 3, 4]]])('come to arms by weight: %j', (weights) => {
      const arms = visitors.map((id) => chooseArm({ seed: 'exp:hero:returning:1', id, weights }));
      expectChance(`${kind}, weights ${weights.join(':')}`, tally(weights.length, arms), weights);
    });

    const weights = [1, 2, 3];
    const first = visitors.map((id) => chooseArm({ seed: 'exp:hero:returning:1', id, weights }));

    /** Pairs of arms come as often as the product of their shares. */
    function expectIndependent(what: string, other: readonly number[], shares: readonly number[]) {
      const pairs = first.map((arm, index) => arm * shares.length + other[index]!);
      const expected = weights.flatMap((weight) => shares.map((share) => weight * share));
      expectChance(`${kind}, ${what}`, tally(expected.length, pairs), expected);
    }

    test.each([
      ['another experiment', 'exp:cta:returning:1'],
      ['another audience', 'exp:hero:new:1'],
      ['the next version', 'exp:hero:returning:2'],
      ['version 10', 'exp:hero:returning:10'],
    ])('are drawn anew by %s', (what, seed) => {
      const other = visitors.map((id) => chooseArm({ seed, id, weights }));
      expectIndependent(`against ${what}`, other, weights);
    });

    test.each(['1', '2026-11-24'])('are held out whatever their arm: epoch %s', (epoch) => {
      const held = visitors.map((id) => Number(hash(`holdout:${epoch}`, id) < 0.1));
      expectIndependent(`against holdout:${epoch}`, held, [9, 1]);
    });
  });
}
