import { isOperators } from '../core/operators.js';
import { hasOwn, pending } from '../core/signal.js';
import type { Choice, Truth } from '../types.js';

const signs: Readonly<Record<string, string>> = {
  $eq: '=',
  $ne: '≠',
  $gt: '>',
  $gte: '≥',
  $lt: '<',
  $lte: '≤',
  $in: 'one of',
  $nin: 'none of',
  $regex: 'a match of',
  $all: 'all of',
  $size: 'a length of',
  $startsWith: 'a text that begins with',
  $endsWith: 'a text that ends with',
  $contains: 'a text with',
  $not: 'not',
  $elemMatch: 'an item with',
};

/** @example leaf('visits.count', { $gte: 3 }, 1) // 'visits.count is 1, needs ≥ 3' */
export function leaf(path: string, expected: unknown, actual: unknown): string {
  return `${path} is ${show(actual)}, needs ${needs(expected)}`;
}

function needs(expected: unknown): string {
  if (!isOperators(expected)) return show(expected);
  return Object.entries(expected)
    .map(([operator, operand]) => {
      if (operator === '$exists') return operand ? 'a value' : 'no value';
      const sign = hasOwn(signs, operator) ? (signs[operator] ?? operator) : operator;
      return `${sign} ${isOperators(operand) ? needs(operand) : show(operand)}`;
    })
    .join(' and ');
}

export function show(value: unknown): string {
  if (value === pending) return 'on its way';
  if (value === undefined) return 'missing';
  if (Array.isArray(value)) return value.map(show).join(', ') || 'an empty list';
  return typeof value === 'string' ? `“${value}”` : String(JSON.stringify(value));
}

/** A sign and a word for screen readers. */
export function mark(truth: Truth): readonly [sign: string, word: string] {
  return truth === undefined ? ['?', 'unknown'] : truth ? ['✓', 'true'] : ['✗', 'false'];
}

const reasons: Readonly<Record<Choice['reason'], string>> = {
  match: 'its audience is true',
  'no-match': 'no variant’s audience is known to be true',
  unknown: 'what would decide it is not known yet',
  holdout: 'a variant would fit, but this visitor is held out of the experiment',
  'global-holdout': 'this visitor is held out of everything',
  visitor: 'the visitor asked for the standard page',
  late: 'the answer came after the default was painted; the plan says to keep it',
  canceled: 'a listener of the page said no to the swap',
  yielded: 'the page keeps undoing the swap',
  preview: 'you asked for it',
};

export function why({ reason, audience, experiment }: Choice): string {
  const arm = experiment ? ` Experiment ${experiment.key}: ${experiment.arm} arm.` : '';
  const fits = audience === undefined ? '' : ` (${audience})`;
  return `Because ${reasons[reason]}${fits}.${arm}`;
}
