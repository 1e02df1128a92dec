import { isObject } from '../core/signal.js';
import type { Domain } from './domain.js';
import type { Literal } from './formula.js';
import { constants, isSolvedBy, someObject, type Test } from './literals.js';
import { possibleNumber } from './possible-number.js';
import { possibleText } from './possible-text.js';

/** Whether a value that is there and is no list can pass. */
export function possibleSingle(literals: readonly Literal[], domain: Domain, test: Test): boolean {
  const { nulls, booleans, numbers, texts, objects } = domain;
  const solves = (value: unknown): boolean => isSolvedBy(literals, value, test);
  return (
    Boolean(nulls && solves(null)) ||
    Boolean(booleans && (solves(true) || solves(false))) ||
    Boolean(numbers && possibleNumber(literals, numbers, solves)) ||
    Boolean(texts && possibleText(literals, texts, solves)) ||
    Boolean(objects && [someObject, ...constants(literals).filter(isObject)].some(solves))
  );
}
