import type { Condition, Truth } from '../types.js';
import { hasOwn, isObject, isRecord, isText } from './signal.js';
import { every, not, some } from './truth.js';

/*
 * The operators of a MongoDB query document, as tables. A new operator is a new row.
 * `$not` and `$elemMatch` hold conditions of their own and stand in condition.ts.
 * Semantics: https://www.mongodb.com/docs/manual/reference/operator/query/
 *
 * MongoDB's rule for arrays holds: a comparison is true when any element makes it true.
 * Its rule for missing values holds too: a comparison with nothing is false, `$ne` and `$nin` are true.
 */

export type Operator = (actual: unknown, expected: unknown, siblings: Condition) => Truth;
type Combinator = (
  conditions: readonly Condition[],
  test: (condition: Condition) => Truth,
) => Truth;

/** Rows by name, and nothing else: no name finds what every object inherits. */
export function table<T>(rows: Readonly<Record<string, T>>): Readonly<Record<string, T>> {
  return Object.assign(Object.create(null) as Record<string, T>, rows);
}

/** Operators that stand where a path could: they combine whole conditions. */
export const combinators: Readonly<Record<string, Combinator>> = table({
  $and: every,
  $or: some,
  $nor: (conditions: readonly Condition[], test: (condition: Condition) => Truth) =>
    not(some(conditions, test)),
});

/** Operators that stand below a path and compare its value. */
export const comparisons: Readonly<Record<string, Operator>> = {
  $eq: equals,
  $ne: (actual, expected) => !equals(actual, expected),
  $gt: ordered((actual, expected) => actual > expected),
  $gte: ordered((actual, expected) => actual >= expected),
  $lt: ordered((actual, expected) => actual < expected),
  $lte: ordered((actual, expected) => actual <= expected),
  $in: oneOf,
  $nin: (actual, expected) => !oneOf(actual, expected),
  $exists: (actual, expected) => (actual !== undefined) === Boolean(expected),
  $regex: (actual, expected, { $options }) => {
    const pattern = compile(expected, $options);
    return pattern && anyText(actual, (text) => pattern.test(text));
  },
  $options: (_actual, _expected, { $regex }) => (isText($regex) ? true : undefined),
  $all: (actual, expected) =>
    (expected as unknown[]).length > 0 &&
    (expected as unknown[]).every((item) => equals(actual, item)),
  $size: (actual, expected) => Array.isArray(actual) && actual.length === expected,
  $startsWith: (actual, expected) => anyText(actual, (text) => text.startsWith(expected as string)),
  $endsWith: (actual, expected) => anyText(actual, (text) => text.endsWith(expected as string)),
  $contains: (actual, expected) => anyText(actual, (text) => text.includes(expected as string)),
};

interface Operand {
  readonly name: string;
  test(value: unknown): boolean;
}

const aList = { name: 'a list', test: Array.isArray };
const aText = { name: 'a text', test: isText };

/** What an operator needs to stand beside it; with anything else its answer is unknown. */
export const operands: Readonly<Record<string, Operand>> = table({
  $in: aList,
  $nin: aList,
  $all: aList,
  $startsWith: aText,
  $endsWith: aText,
  $contains: aText,
  $options: aText,
  $size: { name: 'a number', test: (value) => typeof value === 'number' },
  $not: { name: 'operators', test: isOperators },
  $elemMatch: { name: 'an object', test: isRecord },
});

/** Whether a value is a document of operators rather than something to be equal to. */
export function isOperators(value: unknown): value is Condition {
  if (isRecord(value)) for (const key of Object.keys(value)) if (key[0] === '$') return true;
  return false;
}

const compiled = new Map<string, RegExp | undefined>();

/** A pattern over 200 characters or one that does not compile is no pattern: its answer is unknown. */
export function compile(pattern: unknown, options: unknown = ''): RegExp | undefined {
  if (!isText(pattern) || pattern.length > 200) return undefined;
  const key = `${String(options)}/${pattern}`;
  let expression = compiled.get(key);
  if (!expression) {
    try {
      compiled.set(key, (expression = new RegExp(pattern, String(options))));
    } catch {
      return undefined;
    }
  }
  // A sticky one would go on from where it was.
  expression.lastIndex = 0;
  return expression;
}

export function equals(actual: unknown, expected: unknown): boolean {
  return (
    same(actual, expected) || (Array.isArray(actual) && actual.some((item) => same(item, expected)))
  );
}

function oneOf(actual: unknown, expected: unknown): boolean {
  return (expected as unknown[]).some((item) => equals(actual, item));
}

/** Deep equality of JSON values; nothing equals `null`, as in MongoDB. */
function same(a: unknown, b: unknown): boolean {
  if (a === b || (a === undefined && b === null)) return true;
  if (!isObject(a) || !isObject(b) || Array.isArray(a) !== Array.isArray(b)) return false;
  const keys = Object.keys(a);
  return (
    keys.length === Object.keys(b).length &&
    keys.every((key) => hasOwn(b, key) && same(a[key], b[key]))
  );
}

/** Values of different types have no order: `"10"` is not greater than `9`. */
function ordered(test: (actual: string, expected: string) => boolean): Operator {
  const compare = (actual: unknown, expected: unknown): boolean =>
    typeof actual === typeof expected &&
    !isObject(actual) &&
    !isObject(expected) &&
    test(actual as string, expected as string);
  return (actual, expected) =>
    Array.isArray(actual)
      ? actual.some((item) => compare(item, expected))
      : compare(actual, expected);
}

function anyText(actual: unknown, test: (text: string) => boolean): boolean {
  return (Array.isArray(actual) ? actual : [actual]).some((item) => isText(item) && test(item));
}
