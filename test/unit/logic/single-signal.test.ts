import { expect, test } from 'vitest';
import { evaluate, type Operators } from '../../../src/core.js';
import { fromCondition } from '../../../src/logic/from-condition.js';
import { createProver } from '../../../src/logic/prover.js';

/**
 * Every three tests of one signal, against every value of a small world: what is said to be impossible is met by none.
 */

const scalars = [
  ...[0, 1, 1.5, 2, 3, -1, NaN, Infinity],
  ...['', '1', 'x', 'X', 'xa', 'xy', 'XY', 'xyz', 'axy', 'y', 'yx', 'z', 'de', 'DE', 'de-AT'],
  ...[true, false, null, undefined],
];
const objects = [{}, { x: 1 }, { x: 2 }, [], [[1]], [[]], [{ x: 1 }]];
const few = [0, 1, 2, 1.5, 'x', 'X', 'xy', 'xyz', 'y', 'a', true, null, undefined, { x: 1 }, [1]];
const lists = few.flatMap((one) => [[one], ...few.map((other) => [one, other])]);
const values: readonly unknown[] = [...scalars, ...objects, ...lists];

const positive: readonly Operators[] = [
  ...[1, 'x', 'xy', null, [1], { x: 1 }].map((operand) => ({ $eq: operand })),
  ...[{ $gt: 1 }, { $gte: 2 }, { $lt: 2 }, { $lte: 1 }],
  ...[{ $gt: 'x' }, { $lt: 'xy' }, { $lte: 'x' }],
  ...[{ $startsWith: 'x' }, { $startsWith: 'xy' }, { $startsWith: 'y' }, { $startsWith: '' }],
  ...[{ $endsWith: 'y' }, { $endsWith: 'xy' }, { $contains: 'x' }, { $exists: true }, { $size: 0 }],
  ...[{ $size: 1 }, { $elemMatch: { $gt: 0 } }],
];
const tests = [...positive, ...positive.map((operators) => ({ $not: operators }))];

test('three tests of one signal', () => {
  const prover = createProver();
  const met = tests.map((one) => values.map((it) => evaluate({ it: one }, { it }) === true));
  let claims = 0;
  for (let a = 0; a < tests.length; a++) {
    for (let b = a; b < tests.length; b++) {
      for (let c = b; c < tests.length; c++) {
        const whole = { $and: [a, b, c].map((index) => ({ it: tests[index] })) };
        const at = values.findIndex((_, v) => met[a]![v] && met[b]![v] && met[c]![v]);
        const possible = prover.isPossible(fromCondition(whole));
        if (!possible) claims++;
        if (!possible && at >= 0) {
          expect.unreachable(`${JSON.stringify(whole)} is met by ${JSON.stringify(values[at])}`);
        }
      }
    }
  }
  expect(claims).toBeGreaterThan(3000);
});
