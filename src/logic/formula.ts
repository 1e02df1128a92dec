/*
 * What a condition or an audience says, as a formula of propositional logic over tests of single signals. Negation
 * stands at the tests alone (negation normal form).
 *
 * A visitor whose signals are all known makes each test true or false; so the logic here is the ordinary one with two
 * values. What is pending decides nothing for certain, and a certain answer never changes (core/condition.ts).
 */

/** What a test looks at. Anything that does not exist as an operator is `free`: it may hold or not. */
export type Shape =
  | { readonly kind: 'equals'; readonly operand: unknown }
  | { readonly kind: 'order'; readonly operator: Order; readonly operand: unknown }
  | { readonly kind: 'text'; readonly operator: TextOperator; readonly operand: string }
  | { readonly kind: 'term'; readonly match: 'equal' | 'prefix'; readonly value: string }
  | { readonly kind: 'exists' | 'regex' | 'elemMatch'; readonly operand: unknown }
  | { readonly kind: 'size'; readonly operand: unknown }
  | { readonly kind: 'free'; readonly name: string };

export type Order = '$gt' | '$gte' | '$lt' | '$lte';
export type TextOperator = '$startsWith' | '$endsWith' | '$contains';

/** A test of one signal. */
export interface Atom {
  readonly path: string;
  readonly shape: Shape;
  /** Equal for equal tests of the same signal. */
  readonly key: string;
  /** JSON path below the condition, or the term as it was written. */
  readonly where: string;
  /** The core's own answer for a value; `undefined` if there is none. */
  test(value: unknown): boolean | undefined;
}

export interface Literal {
  readonly atom: Atom;
  readonly positive: boolean;
}

export type Formula =
  boolean | Literal | { readonly all: readonly Formula[] } | { readonly any: readonly Formula[] };

export function all(parts: readonly Formula[]): Formula {
  return parts.includes(false) ? false : { all: parts.filter((part) => part !== true) };
}

export function any(parts: readonly Formula[]): Formula {
  return parts.includes(true) ? true : { any: parts.filter((part) => part !== false) };
}

export function not(formula: Formula): Formula {
  if (typeof formula === 'boolean') return !formula;
  if ('all' in formula) return any(formula.all.map(not));
  if ('any' in formula) return all(formula.any.map(not));
  return { ...formula, positive: !formula.positive };
}

/** Every test in a formula, as often as it stands there. */
export function atoms(formula: Formula): readonly Atom[] {
  if (typeof formula === 'boolean') return [];
  if ('atom' in formula) return [formula.atom];
  return ('all' in formula ? formula.all : formula.any).flatMap(atoms);
}
