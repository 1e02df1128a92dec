import type { Condition, Truth } from '../../../src/core.js';

/** Where we give another answer than sift, each with one example that proves the difference to be real. */
export interface Difference {
  readonly name: string;
  readonly condition: Condition;
  readonly document: Readonly<Record<string, unknown>>;
  readonly sift: boolean | 'throws';
  readonly ours: Truth;
}

/** A row: name, condition, document, sift's answer, ours. */
const rows: readonly (readonly [
  string,
  Condition,
  Difference['document'],
  boolean | 'throws',
  Truth,
])[] = [
  // Paths. Signals are small documents: a path leads to one value.
  ['a path does not fan out over a list of objects', { 'a.x': 1 }, { a: [{ x: 1 }] }, true, false],
  [
    'so it finds nothing in an empty list, and null equals that',
    { 'a.x': null },
    { a: [] },
    false,
    true,
  ],
  ['nor beyond the end of a list', { 'a.0': null }, { a: [] }, false, true],
  ['the length of a list is no value', { 'a.length': 2 }, { a: [1, 2] }, true, false],
  ['nor is the length of a text', { 'a.length': 2 }, { a: 'xy' }, true, false],
  ['a text is no list of letters', { 'a.0': 'x' }, { a: 'xy' }, true, false],
  ['what an object inherits is no value', { 'constructor.name': 'Object' }, {}, true, false],
  ['not below a path either', { 'a.constructor': { $ne: null } }, { a: {} }, true, false],

  // Lists. As in MongoDB, a list is searched, a list within it is not.
  ['inner lists are not searched', { a: 'x' }, { a: [['x']] }, true, false],
  ['not by $in', { a: { $in: ['x'] } }, { a: [['x']] }, true, false],
  ['not by $gt', { a: { $gt: 1 } }, { a: [[2]] }, true, false],
  ['nor by $ne', { a: { $ne: 1 } }, { a: [[1]] }, false, true],
  ['nor measured by $size', { a: { $size: 2 } }, { a: [['x', 'y', 'z'], [1, 2], 3] }, true, false],
  [
    '$elemMatch does not look into inner lists',
    { a: { $elemMatch: { x: 1 } } },
    { a: [[{ x: 1 }]] },
    true,
    false,
  ],
  [
    '$elemMatch with a condition takes objects only',
    { a: { $elemMatch: { x: null } } },
    { a: [1] },
    true,
    false,
  ],
  ['$all of nothing matches nothing, as in MongoDB', { a: { $all: [] } }, { a: [1] }, true, false],

  // Order. A comparison with a missing value is false, and only values of one kind have an order.
  ['a missing value is not at least null', { a: { $gte: null } }, {}, true, false],
  ['a missing value is not at most null', { a: { $lte: null } }, {}, true, false],
  ['null has no order with a list', { a: { $gt: null } }, { a: [[1]] }, true, false],
  ['lists have no order', { a: { $gte: [1] } }, { a: [2] }, true, false],
  ['objects have no order', { a: { $gte: { x: 1 } } }, { a: { x: 1 } }, true, false],

  // Mistakes. parsePlan reports them; evaluated unchecked they are unknown, so that no negation shows anything.
  ['an operator that does not exist', { a: { $near: 1 } }, { a: 1 }, 'throws', undefined],
  ['a field among operators', { a: { $gt: 1, b: 2 } }, { a: 2 }, 'throws', undefined],
  ['a combinator below a path', { a: { $or: [{ $gt: 1 }] } }, { a: 2 }, 'throws', undefined],
  ['$not where a path could stand', { $not: { a: 1 } }, { a: 2 }, true, undefined],
  ['$not with a plain value', { a: { $not: 1 } }, { a: 2 }, true, undefined],
  ['$in with a plain value', { a: { $in: 1 } }, { a: 1 }, true, undefined],
  ['$nin with a plain value', { a: { $nin: 1 } }, { a: 1 }, false, undefined],
  ['$size with a text', { a: { $size: '1' } }, { a: [1] }, false, undefined],
  [
    '$elemMatch with a combinator',
    { a: { $elemMatch: { $or: [{ x: 1 }] } } },
    { a: [{ x: 1 }] },
    true,
    undefined,
  ],
  ['$options without a pattern', { a: { $options: 'i' } }, { a: 'x' }, true, undefined],
  ['a pattern that does not compile', { a: { $regex: '(' } }, { a: '(' }, 'throws', undefined],
  [
    'options that do not exist',
    { a: { $regex: 'x', $options: 'q' } },
    { a: 'x' },
    'throws',
    undefined,
  ],
  [
    'a pattern of more than 200 characters',
    { a: { $regex: 'x'.repeat(201) } },
    { a: 'x'.repeat(201) },
    true,
    undefined,
  ],

  // Combinators of nothing. parsePlan reports these too.
  ['$and of nothing', { $and: [] }, {}, 'throws', true],
  ['$or of nothing', { $or: [] }, {}, 'throws', false],
  ['$nor of nothing', { $nor: [] }, {}, 'throws', true],

  // Operators that only one of us has. Neither code nor types may stand in a plan.
  ['$mod is not spoken', { a: { $mod: [2, 0] } }, { a: 4 }, true, undefined],
  ['$type is not spoken', { a: { $type: 'string' } }, { a: 'x' }, true, undefined],
  ['$where is not spoken', { $where: 'this.a === 1' }, { a: 1 }, true, undefined],
  ['$startsWith is ours', { a: { $startsWith: 'x' } }, { a: 'xy' }, 'throws', true],
  ['$endsWith is ours', { a: { $endsWith: 'y' } }, { a: 'xy' }, 'throws', true],
  ['$contains is ours', { a: { $contains: 'x' } }, { a: 'xy' }, 'throws', true],
];

export const differences: readonly Difference[] = rows.map(
  ([name, condition, document, sift, ours]) => ({ name, condition, document, sift, ours }),
);
