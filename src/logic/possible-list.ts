import { isObject } from '../core/signal.js';
import { anything } from './domain.js';
import type { Literal } from './formula.js';
import { constants, isSolvedBy, someObject, type Test } from './literals.js';
import { possibleSingle } from './possible-single.js';

/** The test of one item: beside another that passes nothing, so that the list as a whole is equal to no constant. */
const ofItem: Test = (atom, item) => atom.test([item, someObject]);

/**
 * Whether a list can pass. A test holds for a list when it does for any item: each test that is to hold needs an item
 * of its own, with which none of those holds that are not to.
 */
export function possibleList(literals: readonly Literal[]): boolean {
  // A list that a test names may be meant as a whole.
  if (constants(literals).some((value) => Array.isArray(value) && isSolvedBy(literals, value))) {
    return true;
  }
  const sizes = new Set<unknown>();
  const wanted: Literal[] = [];
  const unwanted: Literal[] = [];
  for (const literal of literals) {
    const { atom, positive } = literal;
    const { shape } = atom;
    if (shape.kind === 'exists') {
      if (!positive) return false;
    } else if (shape.kind === 'size') {
      if (positive) sizes.add(shape.operand);
    } else if (shape.kind !== 'free' && shape.kind !== 'elemMatch') {
      (positive ? wanted : unwanted).push(literal);
    }
  }
  const [size] = sizes;
  if (sizes.size > 1 || (sizes.size && !isLength(size))) return false;
  if (size === 0 && literals.some(needsItem)) return false;
  return wanted.every((literal) => {
    const item = [literal, ...unwanted];
    const nested = constants([literal]).filter((value) => isObject(value));
    return (
      possibleSingle(item, anything, ofItem) ||
      nested.some((value) => isSolvedBy(item, value, ofItem)) ||
      isSolvedBy(item, undefined, ofItem)
    );
  });
}

function needsItem({ atom: { shape }, positive }: Literal): boolean {
  return positive && !['exists', 'size', 'free'].includes(shape.kind);
}

function isLength(size: unknown): boolean {
  return Number.isInteger(size) && (size as number) >= 0;
}
