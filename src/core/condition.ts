import type { Condition, Signals, Truth } from '../types.js';
import {
  combinators,
  comparisons,
  equals,
  isOperators,
  operands,
  type Operator,
} from './operators.js';
import { hasOwn, hasPending, isRecord, readPath } from './signal.js';
import { every, not, some } from './truth.js';

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
  return every(Object.keys(condition), (key) => {
    const expected = condition[key];
    if (key[0] === '$') {
      const combine = hasOwn(combinators, key) ? combinators[key] : undefined;
      return combine && Array.isArray(expected)
        ? combine(expected, (part) => evaluate(part, signals, trace))
        : undefined;
    }
    const actual = readPath(signals, key);
    const truth = hasPending(actual) ? undefined : test(actual, expected);
    trace?.({ path: key, expected, actual, truth });
    return truth;
  });
}

/** Every operator that may stand below a path. */
export const operators: Readonly<Record<string, Operator>> = {
  ...comparisons,
  $not: (actual, expected) => not(test(actual, expected)),
  $elemMatch: (actual, expected) =>
    Array.isArray(actual) &&
    some(actual, (item) =>
      isOperators(expected)
        ? test(item, expected)
        : isRecord(item) && evaluate(expected as Condition, item),
    ),
};

/**
 * Tests one known value against what stands below its path.
 * An operator that does not exist, or one with an operand it cannot take, makes the answer unknown,
 * so that even its negation shows nothing.
 */
function test(actual: unknown, expected: unknown): Truth {
  if (!isOperators(expected)) return equals(actual, expected);
  return every(Object.keys(expected), (name) => {
    const operand = expected[name];
    return hasOwn(operators, name) && operands[name]?.test(operand) !== false
      ? operators[name]?.(actual, operand, expected)
      : undefined;
  });
}
