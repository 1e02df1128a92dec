import type { Domain } from './domain.js';
import type { Literal } from './formula.js';
import { direct, isSolvedBy } from './literals.js';
import { possibleList } from './possible-list.js';
import { possibleSingle } from './possible-single.js';

/**
 * Whether one signal can have a value, or none, with which all of these tests come out as they should.
 *
 * @returns `false` only if it surely cannot. Kinds of values are tried one after the other: the constants that the
 * tests name exactly, what lies between them by reasoning.
 */
export function isPossible(literals: readonly Literal[], domain: Domain): boolean {
  const wanted = new Map(literals.map(({ atom, positive }) => [atom.key, positive]));
  if (literals.some(({ atom, positive }) => wanted.get(atom.key) !== positive)) return false;
  return (
    isSolvedBy(literals, undefined) ||
    possibleSingle(literals, domain, direct) ||
    Boolean(domain.lists && possibleList(literals))
  );
}
