import type { Condition, Signals, Truth } from '../types.js';
import {
  combinators,
  comparisons,
  equals,
  isOperators,
  operands,
  table,
  type Operator,
} from './operators.js';
import { hasPending, isRecord, readPath } from './signal.js';
import { not, some } from './truth.js';

const { hasOwnProperty } = Object.prototype;

/** Told of every path that was compared, for explanations. */
export type Trace = (leaf: {
  readonly path: string;
  readonly expected: unknown;
  readonly actual: unknown;
  readonly truth: Truth;
}) => void;

/**
 * Tests a condition against signals.
 *
 * @returns `true` or `false` once it is certain, `undefined` while a pending signal could still decide it.
 * A certain answer never changes as pending signals arrive. Never throws.
 * @example evaluate({ 'visits.count': { $gte: 3 } }, { visits: { count: 5 } }) // true
 */
export function evaluate(condition: Condition, signals: Signals, trace?: Trace): Truth {
  if (!isRecord(condition)) return undefined;
  let result: Truth = true;
  // A loop and no list of keys: this runs for every segment, and a list would cost more than most comparisons.
  for (const key in condition) {
    if (!hasOwnProperty.call(condition, key)) continue;
    const truth = evaluatePart(key, condition[key], signals, trace);
    if (truth === false) return false;
    if (truth === undefined) result = undefined;
  }
  return result;
}

function evaluatePart(key: string, expected: unknown, signals: Signals, trace?: Trace): Truth {
  if (key[0] === '$') {
    const combine = combinators[key];
    return combine && Array.isArray(expected)
      ? combine(expected, (part) => evaluate(part, signals, trace))
      : undefined;
  }
  const actual = readPath(signals, key);
  const truth = hasPending(actual) ? undefined : test(actual, expected);
  trace?.({ path: key, expected, actual, truth });
  return truth;
}

/** Every operator that may stand below a path. */
export const operators: Readonly<Record<string, Operator>> = table({
  ...comparisons,
  $not: (actual, expected) => not(test(actual, expected)),
  $elemMatch: (actual, expected) =>
    Array.isArray(actual) &&
    some(actual, (item) =>
      isOperators(expected)
        ? test(item, expected)
        : isRecord(item) && evaluate(expected as Condition, item),
    ),
});

/**
 * Tests one known value against what stands below its path.
 * An operator that does not exist, or one with an operand it cannot take, makes the answer unknown,
 * so that even its negation shows nothing.
 */
function test(actual: unknown, expected: unknown): Truth {
  if (!isOperators(expected)) return equals(actual, expected);
  let result: Truth = true;
  for (const name in expected) {
    if (!hasOwnProperty.call(expected, name)) continue;
    const operand = expected[name];
    const truth =
      operands[name]?.test(operand) === false
        ? undefined
        : operators[name]?.(actual, operand, expected);
    if (truth === false) return false;
    if (truth === undefined) result = undefined;
  }
  return result;
}
