import fc from 'fast-check';
import { describe, expect, test, vi } from 'vitest';
import { every, not, some } from '../../../src/core/truth.js';
import {
  evaluate,
  type Condition,
  type Json,
  type Signals,
  type Truth,
} from '../../../src/core.js';
import { condition, nonsense, operators } from './arbitraries/conditions.js';
import { path, signals } from './arbitraries/signals.js';

// Thousands of runs may take their time on a busy machine.
vi.setConfig({ testTimeout: 30_000 });

const values: readonly Truth[] = [true, false, undefined];
const same = (truth: Truth): Truth => truth;

describe('the truth tables', () => {
  // Rows and columns: true, false, unknown.
  const and = [true, false, undefined, false, false, false, undefined, false, undefined];
  const or = [true, true, true, true, false, undefined, true, undefined, undefined];
  const pairs = values.flatMap((left) => values.map((right) => [left, right] as const));

  test('and', () => expect(pairs.map((pair) => every(pair, same))).toEqual(and));
  test('or', () => expect(pairs.map((pair) => some(pair, same))).toEqual(or));
  test('not', () => expect(values.map(not)).toEqual([false, true, undefined]));
  test('of nothing', () => expect([every([], same), some([], same)]).toEqual([true, false]));

  test('an unknown is passed over only where it could change nothing', () => {
    const asked: Truth[] = [];
    every([undefined, false, true], (truth) => (asked.push(truth), truth));
    expect(asked).toEqual([undefined, false]);
  });
});

describe('the laws, for any conditions and signals', () => {
  const any = fc.oneof({ weight: 4, arbitrary: condition }, { weight: 1, arbitrary: nonsense });
  const several = fc.array(any, { minLength: 1, maxLength: 3 });
  const negated = (part: Condition): Condition => ({ $nor: [part] });

  /** Both conditions have the same answer; all three answers must have come up. */
  function expectEqual<T>(
    inputs: fc.Arbitrary<T>,
    left: (input: T) => Condition,
    right: (input: T, truth: (part: Condition) => Truth) => Truth,
  ): void {
    const seen = new Set<Truth>();
    fc.assert(
      fc.property(inputs, signals, (input, given: Signals) => {
        const answer = evaluate(left(input), given);
        expect(right(input, (part) => evaluate(part, given))).toBe(answer);
        seen.add(answer);
      }),
      { numRuns: 1000 },
    );
    expect(seen.size).toBe(3);
  }

  test('$nor is not $or', () => {
    expectEqual(
      several,
      ($nor) => ({ $nor }),
      ($or, truth) => not(truth({ $or })),
    );
  });

  test('$not twice changes nothing', () => {
    expectEqual(
      any,
      (part) => negated(negated(part)),
      (part, truth) => truth(part),
    );
    expectEqual(
      fc.tuple(path, operators),
      ([at, test]) => ({ [at]: { $not: { $not: test } } }),
      ([at, test], truth) => truth({ [at]: test }),
    );
  });

  test('$not below a path is $nor around it', () => {
    expectEqual(
      fc.tuple(path, operators),
      ([at, test]) => ({ [at]: { $not: test } }),
      ([at, test], truth) => truth(negated({ [at]: test })),
    );
  });

  test('De Morgan: not all is any not', () => {
    expectEqual(
      several,
      ($and) => negated({ $and }),
      (parts, truth) => truth({ $or: parts.map(negated) }),
    );
  });

  test('De Morgan: not any is all not', () => {
    expectEqual(
      several,
      ($or) => negated({ $or }),
      (parts, truth) => truth({ $and: parts.map(negated) }),
    );
  });

  test('the order of parts does not matter', () => {
    expectEqual(
      several,
      ($and) => ({ $and }),
      (parts, truth) => truth({ $and: [...parts].reverse() }),
    );
  });

  test('paths side by side are an $and', () => {
    expectEqual(
      condition,
      (whole) => whole,
      (whole, truth) =>
        every(Object.entries(whole), ([key, part]) => truth(Object.fromEntries([[key, part]]))),
    );
  });

  test('$ne is not $eq, $nin is not $in', () => {
    const value = fc.constantFrom<Json>(0, 1, 'x', null, true, []);
    expectEqual(
      fc.tuple(path, value),
      ([at, $ne]) => ({ [at]: { $ne } }),
      ([at, $eq], truth) => not(truth({ [at]: { $eq } })),
    );
    expectEqual(
      fc.tuple(path, fc.array(value)),
      ([at, $nin]) => ({ [at]: { $nin } }),
      ([at, $in], truth) => not(truth({ [at]: { $in } })),
    );
  });
});
