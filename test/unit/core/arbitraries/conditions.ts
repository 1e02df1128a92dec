import fc from 'fast-check';
import type { Condition, Operators } from '../../../../src/core.js';
import { known, path, record } from './signals.js';

const list = fc.array(known, { maxLength: 3 });
const text = fc.constantFrom('', 'x', 'X', 'xy', '1');
const pattern = fc.constantFrom('x', '^x', 'y$', '.', '^$', '[0-9]');
const options = fc.constantFrom('', 'i', 's', 'u');

/** Conditions that parsePlan accepts, over every operator; and what may stand below a path. */
export const { condition, operators } = fc.letrec<{ condition: Condition; operators: Operators }>(
  (tie) => ({
    condition: fc.oneof(
      { maxDepth: 4, withCrossShrink: true },
      conditions(record(path, known)),
      conditions(record(path, tie('operators'))),
      fc
        .tuple(
          fc.constantFrom('$and', '$or', '$nor'),
          fc.array(tie('condition'), { minLength: 1, maxLength: 3 }),
        )
        .map(([name, parts]) => ({ [name]: parts })),
      fc.tuple(tie('condition'), tie('condition')).map(both),
    ),
    operators: fc.oneof(
      { maxDepth: 4, withCrossShrink: true },
      one(['$eq', '$ne'], known),
      one(['$gt', '$gte', '$lt', '$lte'], known),
      one(['$in', '$nin', '$all'], list),
      one(['$startsWith', '$endsWith', '$contains'], text),
      one(['$exists'], fc.boolean()),
      one(['$size'], fc.nat(3)),
      one(['$regex'], pattern),
      fc.record({ $regex: pattern, $options: options }),
      one(['$not'], tie('operators')),
      one(['$elemMatch'], tie('operators')),
      one(['$elemMatch'], fc.oneof(record(path, known), record(path, tie('operators')))),
      fc.tuple(tie('operators'), tie('operators')).map(both),
    ),
  }),
);

/** Conditions with an operator that does not exist, or one with an operand it cannot take. */
export const nonsense: fc.Arbitrary<Condition> = fc
  .record({
    at: path,
    name: fc.constantFrom(
      '$near',
      '$in',
      '$nin',
      '$all',
      '$regex',
      '$not',
      '$size',
      'x',
      '__proto__',
    ),
    operand: fc.constantFrom<unknown>('(', 5.5, null, {}, 'x'.repeat(201)),
    negated: fc.boolean(),
    combinator: fc.constantFrom('$and', '$or', '$nor', '$xor'),
    beside: condition,
  })
  .map(({ at, name, operand, negated, combinator, beside }) => {
    const bad = both([{ $exists: true }, Object.fromEntries([[name, operand]])]);
    const below = { [at]: negated ? { $not: bad } : bad } as Condition;
    return { [combinator]: [beside, below] };
  });

/** Takes what was put together at random for what it was meant to be. */
function conditions(of: fc.Arbitrary<object>): fc.Arbitrary<Condition> {
  return of as fc.Arbitrary<Condition>;
}

function one(names: readonly string[], operand: fc.Arbitrary<unknown>): fc.Arbitrary<Operators> {
  return fc.tuple(fc.constantFrom(...names), operand).map(([name, item]) => ({ [name]: item }));
}

/** Both in one document; unlike a spread of literals it keeps an own `__proto__`. */
function both<T extends object>([first, last]: readonly [T, T]): T {
  return Object.fromEntries([...Object.entries(first), ...Object.entries(last)]) as T;
}
