import { isOperators } from '../core/operators.js';
import { hasOwn, pending } from '../core/signal.js';
import type { SegmentExplanation } from '../types.js';
import { factOf, nameOf } from './phrases.js';

/** What stands between a signal and an operand. */
const comparisons: Readonly<Record<string, string>> = {
  $eq: 'is',
  $ne: 'is not',
  $gt: 'is more than',
  $gte: 'is at least',
  $lt: 'is less than',
  $lte: 'is at most',
  $in: 'is one of',
  $nin: 'is none of',
  $regex: 'matches',
  $all: 'holds all of',
  $size: 'has the length',
  $startsWith: 'begins with',
  $endsWith: 'ends with',
  $contains: 'contains',
};

/**
 * One comparison in words: what it asked for and what it saw.
 *
 * @param origin Where the value was read, in words.
 * @example leafInWords({ path: 'visits.count', expected: { $gte: 3 }, actual: 5, truth: true })
 * // 'the number of your visits is at least 3 (it is 5)'
 */
export function leafInWords(
  { path, expected, actual }: SegmentExplanation['because'][number],
  origin = '',
): string {
  const known = actual !== pending && actual !== undefined;
  // Where it had to be equal and is, one word says both.
  const fact =
    factOf(path, actual) ?? (actual === expected && `${nameOf(path)} is ${show(actual)}`);
  if (known && fact) return fact + inBrackets(origin);
  const asked = isOperators(expected)
    ? Object.entries(expected).map(([operator, operand]) => phrase(operator, operand))
    : [`is ${show(expected)}`];
  const seen = known
    ? `it is ${show(actual)}`
    : `it is not known${actual === pending ? ' yet' : ''}`;
  return `${nameOf(path)} ${asked.join(' and ')}${inBrackets(seen, known ? origin : '')}`;
}

export function inBrackets(...notes: readonly string[]): string {
  const said = notes.filter(Boolean).join(', ');
  return said && ` (${said})`;
}

function phrase(operator: string, operand: unknown): string {
  if (operator === '$exists') return operand ? 'is known' : 'is not known';
  const words = hasOwn(comparisons, operator) ? comparisons[operator] : operator;
  return `${words} ${show(operand)}`;
}

export function show(value: unknown): string {
  if (Array.isArray(value)) return value.map(show).join(', ');
  if (value === true) return 'yes';
  if (value === false) return 'no';
  return typeof value === 'string' ? `“${value}”` : String(JSON.stringify(value));
}
