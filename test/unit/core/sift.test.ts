import fc from 'fast-check';
import sift from 'sift';
import { describe, expect, test, vi } from 'vitest';
import { evaluate, type Condition, type Operators, type SignalTest } from '../../../src/core.js';
import { differences } from './sift-differences.js';

// Thousands of runs may take their time on a busy machine.
vi.setConfig({ testTimeout: 30_000 });

/*
 * sift is the best-known evaluator of MongoDB query documents in JavaScript. On the part of the language
 * that both speak, with nothing pending, we must agree; where we do not, sift-differences.ts says why.
 */

type Document = Readonly<Record<string, unknown>>;

const ask = (condition: Condition, document: Document): boolean =>
  sift(condition as Record<string, unknown>)(document);

describe('the common part', () => {
  const scalar = fc.constantFrom<unknown>(0, 1, 2, -1, 1.5, 'x', 'X', 'xy', '1', '', true, false);
  const orNull = fc.oneof(
    { weight: 8, arbitrary: scalar },
    { weight: 1, arbitrary: fc.constant(null) },
  );
  const list = fc.array(orNull, { maxLength: 3 });
  const leaf = fc.oneof({ weight: 2, arbitrary: orNull }, { weight: 1, arbitrary: list });
  const document: fc.Arbitrary<Document> = fc.record(
    {
      a: leaf,
      list,
      pair: fc.array(orNull, { minLength: 1, maxLength: 2 }),
      group: fc.oneof(
        fc.record(
          { x: leaf, y: fc.record({ z: leaf }) },
          { requiredKeys: [], noNullPrototype: true },
        ),
        fc.constantFrom(null, 7),
      ),
      orders: fc.array(
        fc.record({ sku: orNull, total: orNull }, { requiredKeys: [], noNullPrototype: true }),
        {
          maxLength: 3,
        },
      ),
    },
    { requiredKeys: [], noNullPrototype: true },
  );

  const one = (names: readonly string[], operand: fc.Arbitrary<unknown>): fc.Arbitrary<Operators> =>
    fc.tuple(fc.constantFrom(...names), operand).map(([name, value]) => ({ [name]: value }));
  const combined = (parts: fc.Arbitrary<Condition>): fc.Arbitrary<Condition> =>
    fc
      .tuple(
        fc.constantFrom('$and', '$or', '$nor'),
        fc.array(parts, { minLength: 1, maxLength: 3 }),
      )
      .map(([name, of]) => ({ [name]: of }));
  const pattern = fc.constantFrom('x', '^x', 'y$', '^$', '[0-9]');
  const simple = fc.oneof(
    one(['$eq', '$ne'], fc.oneof(orNull, list)),
    one(['$gt', '$gte', '$lt', '$lte'], scalar),
    one(['$in', '$nin'], list),
    one(['$exists'], fc.boolean()),
    one(['$size'], fc.nat(3)),
    one(['$all'], fc.array(orNull, { minLength: 1, maxLength: 2 })),
    one(['$regex'], pattern),
    fc.record(
      { $regex: pattern, $options: fc.constantFrom('', 'i', 'm') },
      { noNullPrototype: true },
    ),
  );
  const operators = fc.oneof(
    { weight: 4, arbitrary: simple },
    { weight: 1, arbitrary: one(['$not'], simple) },
    {
      weight: 1,
      arbitrary: fc.tuple(simple, simple).map(([one, other]) => ({ ...one, ...other })),
    },
  );
  const path = fc.constantFrom('a', 'list', 'group.x', 'group.y', 'group.y.z', 'nothing', 'pair.0');
  const at = <T>(place: fc.Arbitrary<string>, test: fc.Arbitrary<T>): fc.Arbitrary<Condition> =>
    fc.tuple(place, test).map(([key, value]) => ({ [key]: value as SignalTest }));
  const order = fc.oneof(
    at(fc.constantFrom('sku', 'total'), fc.oneof(orNull, simple)),
    fc.record({ sku: orNull, total: one(['$gt', '$lte'], scalar) }, { noNullPrototype: true }),
  );
  const { condition } = fc.letrec<{ condition: Condition }>((tie) => ({
    condition: fc.oneof(
      { maxDepth: 3, withCrossShrink: true },
      { weight: 4, arbitrary: at(path, operators) },
      { weight: 1, arbitrary: at(path, fc.oneof(orNull, list)) },
      { weight: 1, arbitrary: at(fc.constant('list'), one(['$elemMatch'], simple)) },
      { weight: 1, arbitrary: at(fc.constant('orders'), one(['$elemMatch'], order)) },
      {
        weight: 2,
        arbitrary: combined(tie('condition')),
      },
      {
        weight: 1,
        arbitrary: fc
          .tuple(tie('condition'), tie('condition'))
          .map(([one, other]) => ({ ...one, ...other })),
      },
    ),
  }));

  test('sift and we give the same answer', () => {
    const answers = { true: 0, false: 0 };
    fc.assert(
      fc.property(condition, document, (condition, document) => {
        const expected = ask(condition, document);
        expect(evaluate(condition, document)).toBe(expected);
        answers[`${expected}`]++;
      }),
      { numRuns: 6000 },
    );
    expect(answers.true).toBeGreaterThan(1000);
    expect(answers.false).toBeGreaterThan(1000);
  });
});

describe('the deliberate differences', () => {
  for (const { name, condition, document, sift: theirs, ours } of differences) {
    test(name, () => {
      if (theirs === 'throws') expect(() => ask(condition, document)).toThrow();
      else expect(ask(condition, document)).toBe(theirs);
      expect(evaluate(condition, document)).toBe(ours);
      expect(ours).not.toBe(theirs);
    });
  }
});
