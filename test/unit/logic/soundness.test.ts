import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  evaluate,
  type Condition,
  type Operators,
  type Signals,
  type Truth,
} from '../../../src/core.js';
import { hasPending, readPath } from '../../../src/core/signal.js';
import { every, not, some } from '../../../src/core/truth.js';
import type { Formula } from '../../../src/logic/formula.js';
import { fromCondition } from '../../../src/logic/from-condition.js';
import { createProver } from '../../../src/logic/prover.js';
import { condition } from '../core/arbitraries/conditions.js';
import { known, leafy } from '../core/arbitraries/signals.js';

/**
 * Whatever the prover claims must hold for every visitor, by the word of the core's own evaluation. Conditions and
 * visitors are made of the same few values, so that comparisons have a chance to hold.
 */

const prover = createProver();

/** Values that conditions tend to compare with, and what lies beside them. */
const value = fc.oneof(
  { weight: 4, arbitrary: fc.constantFrom<unknown>(0, 0.5, 1, 1.5, 2, 3, 10, -4, NaN, Infinity) },
  { weight: 4, arbitrary: fc.constantFrom<unknown>('', 'x', 'X', 'xa', 'xy', 'XY', 'xyz', '1') },
  { weight: 2, arbitrary: fc.constantFrom<unknown>(true, false, null, undefined) },
  { weight: 3, arbitrary: known },
  { weight: 1, arbitrary: leafy },
);

/** Items of lists: those that conditions name. */
const item = fc.constantFrom<unknown>(0, 1, 2, 'x', 'X', 'xy', true, null);

const visitors = fc.array(
  fc
    .record({ a: fc.oneof(value, fc.array(item, { maxLength: 3 })), b: value, ax: value })
    .map(({ a, b, ax }): Signals => ({ a: ax === undefined ? a : { x: ax }, b })),
  { minLength: 40, maxLength: 40 },
);

/** Tests of one or two signals: small enough to contradict each other now and then. */
const operand = fc.constantFrom<unknown>(
  0,
  1,
  2,
  '',
  'x',
  'X',
  'xy',
  true,
  null,
  [1],
  ['x', 1],
  {},
);
const number = fc.constantFrom<unknown>(0, 1, 2, 'x', 'xy');
const text = fc.constantFrom('', 'x', 'X', 'xy', 'y');
const operator: fc.Arbitrary<Operators> = fc.oneof(
  named(['$eq', '$ne'], operand),
  named(['$gt', '$gte', '$lt', '$lte'], number),
  named(['$in', '$nin', '$all'], fc.array(operand, { maxLength: 2 })),
  named(['$startsWith', '$endsWith', '$contains'], text),
  named(['$exists'], fc.boolean()),
  named(['$size'], fc.nat(2)),
  named(['$regex'], fc.constantFrom('x', '^x$')),
  named(['$elemMatch'], fc.constant({ $gt: 0 })),
);
const leaf: fc.Arbitrary<Condition> = fc
  .tuple(fc.constantFrom('a', 'a', 'a', 'b', 'a.x'), operator, fc.boolean())
  .map(([path, tested, negated]) => ({ [path]: negated ? { $not: tested } : tested }));
const small = fc.oneof(
  leaf,
  fc
    .tuple(fc.constantFrom('$and', '$or', '$nor'), fc.array(leaf, { minLength: 1, maxLength: 3 }))
    .map(([name, parts]): Condition => ({ [name]: parts })),
);

function named(names: readonly string[], of: fc.Arbitrary<unknown>): fc.Arbitrary<Operators> {
  return fc.tuple(fc.constantFrom(...names), of).map(([name, item]) => ({ [name]: item }));
}

describe.each([
  ['conditions of a few tests', small],
  ['conditions of every shape', condition],
])('%s', (_, arbitrary) => {
  test('what is said to contradict itself holds for nobody', () => {
    let claims = 0;
    fc.assert(
      fc.property(fc.array(arbitrary, { minLength: 1, maxLength: 3 }), visitors, (parts, all) => {
        const whole = { $and: parts };
        if (prover.isPossible(fromCondition(whole))) return;
        claims++;
        for (const signals of all) expect(evaluate(whole, signals)).not.toBe(true);
      }),
      { numRuns: 3000 },
    );
    expect(claims).toBeGreaterThan(100);
  });

  test('what is said to follow is false for nobody', () => {
    let claims = 0;
    fc.assert(
      fc.property(arbitrary, arbitrary, visitors, (one, other, all) => {
        if (!prover.implies(fromCondition(one), fromCondition(other))) return;
        claims++;
        for (const signals of all) {
          if (evaluate(one, signals) === true) expect(evaluate(other, signals)).not.toBe(false);
        }
      }),
      { numRuns: 3000 },
    );
    expect(claims).toBeGreaterThan(100);
  });

  test('a formula is true of a visitor exactly when the condition is', () => {
    fc.assert(
      fc.property(arbitrary, visitors, (whole, all) => {
        const formula = fromCondition(whole);
        for (const signals of all) {
          if (!hasPending(signals)) expect(holds(formula, signals)).toBe(evaluate(whole, signals));
        }
      }),
      { numRuns: 500 },
    );
  });
});

/** What a formula says of a visitor, each test answered by the core. */
function holds(formula: Formula, signals: Signals): Truth {
  if (typeof formula === 'boolean') return formula;
  if ('all' in formula) return every(formula.all, (part) => holds(part, signals));
  if ('any' in formula) return some(formula.any, (part) => holds(part, signals));
  const { atom, positive } = formula;
  const truth = atom.test(readPath(signals, atom.path));
  return positive ? truth : not(truth);
}
