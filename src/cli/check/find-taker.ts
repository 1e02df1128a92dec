import { any, type Formula } from '../../logic/formula.js';
import type { Prover } from '../../logic/prover.js';
import type { Reasons } from './checker.js';
import { sayUnlessList } from './say.js';

/** What stands before something, and takes everybody who is meant by it. */
export interface Taker<T> {
  /** The one that takes them all; otherwise several do together. */
  readonly one: T | undefined;
  /** Whether everybody whom it takes is meant: both say the same. */
  readonly isSame: boolean;
  readonly isSure: boolean;
  /** What the sentence has to add; begins with a comma, empty if it is sure. */
  readonly unless: string;
}

interface Rival {
  readonly formula: Formula;
}

/** @returns `undefined` if somebody is left. */
export function findTaker<T extends Rival>(
  formula: Formula,
  earlier: readonly T[],
  { likely, sure }: Reasons,
): Taker<T> | undefined {
  const everybody = any(earlier.map((other) => other.formula));
  const take = ({ implies }: Prover): Pick<Taker<T>, 'one' | 'isSame'> | undefined => {
    const one = earlier.find((other) => implies(formula, other.formula));
    if (!one && (earlier.length < 2 || !implies(formula, everybody))) return undefined;
    return { one, isSame: one !== undefined && implies(one.formula, formula) };
  };
  const probable = take(likely);
  if (!probable) return undefined;
  const certain = take(sure);
  if (certain) return { ...certain, isSure: true, unless: '' };
  const unless = sayUnlessList([formula, probable.one?.formula ?? everybody]);
  return { ...probable, isSure: false, unless };
}
