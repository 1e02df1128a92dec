import { anything, type Domain } from './domain.js';
import { all, atoms, not, type Formula, type Literal } from './formula.js';
import { isPossible } from './possible.js';

/** Tells what can and what cannot be, whoever the visitor is. */
export interface Prover {
  /** Whether a visitor can exist for whom this holds. `false` only if there surely is none. */
  isPossible(formula: Formula): boolean;
  /** Whether it holds for everybody for whom the other holds. `true` only if it surely does. */
  implies(formula: Formula, consequence: Formula): boolean;
}

export interface ProverOptions {
  /** The values that a signal can have. Anything by default. */
  domainOf?(path: string): Domain;
  /** What always holds between signals. */
  readonly facts?: readonly Formula[];
  /** After so many steps nothing is proved. Default 20,000: some hundredths of a second. */
  readonly budget?: number;
}

/**
 * A tableau: what must hold is taken apart, alternatives are tried in turn, and a branch ends as soon as one signal would
 * have to be two things at once. Signals are taken to be independent of each other, `facts` aside.
 */
export function createProver({
  domainOf = () => anything,
  facts = [],
  budget = 20_000,
}: ProverOptions = {}): Prover {
  const known = new Map<string, boolean>();
  const rules = facts.map((fact) => ({ fact, paths: new Set(pathsOf(fact)) }));

  function canBe(literals: readonly Literal[]): boolean {
    const key = literals.map(({ atom, positive }) => `${positive ? '' : '!'}${atom.key}`).join();
    const before = known.get(key);
    if (before !== undefined) return before;
    const answer = isPossible(literals, domainOf(literals[0]?.atom.path ?? ''));
    known.set(key, answer);
    return answer;
  }

  /** What was asked before: the audiences of a site stand on many of its pages. */
  const asked = new WeakMap<object, WeakMap<object, boolean>>();

  function remember(one: Formula, other: Formula, answer: () => boolean): boolean {
    if (typeof one === 'boolean' || typeof other === 'boolean') return answer();
    const answers = asked.get(one) ?? new WeakMap<object, boolean>();
    asked.set(one, answers);
    const before = answers.get(other) ?? answer();
    answers.set(other, before);
    return before;
  }

  function search(formula: Formula): boolean {
    let steps = 0;

    /** Whether the rest can hold beside what was assumed. */
    function holds(rest: readonly Formula[], assumed: Assumed): boolean {
      if (++steps > budget) return true;
      const choices: (readonly Formula[])[] = [];
      const open = [...rest];
      for (let next = open.pop(); next !== undefined; next = open.pop()) {
        if (next === false) return false;
        if (next === true) continue;
        if ('all' in next) open.push(...next.all);
        else if ('any' in next) choices.push(next.any);
        else {
          const more = assume(assumed, next);
          if (more === assumed) continue;
          assumed = more;
          if (!canBe(assumed.get(next.atom.path) ?? [])) return false;
        }
      }
      // The fewest alternatives first: a choice of one is none.
      const undecided = choices
        .filter((parts) => !parts.some((part) => isAssumed(assumed, part)))
        .sort((a, b) => a.length - b.length);
      const [first, ...others] = undecided;
      if (!first) return true;
      const later = others.map((parts) => ({ any: parts }));
      return first.some((part) => holds([...later, part], assumed));
    }

    return holds([formula], new Map());
  }

  function possible(formula: Formula): boolean {
    const paths = new Set(pathsOf(formula));
    const about = rules.filter((rule) => [...rule.paths].some((path) => paths.has(path)));
    return search(all([formula, ...about.map(({ fact }) => fact)]));
  }

  return {
    isPossible: (formula) => remember(formula, formula, () => possible(formula)),
    // What follows from itself is not looked up: that place is taken by whether it is possible.
    implies: (formula, consequence) =>
      formula === consequence ||
      remember(formula, consequence, () => !possible(all([formula, not(consequence)]))),
  };
}

/** What a branch assumes, by signal. */
type Assumed = ReadonlyMap<string, readonly Literal[]>;

function assume(assumed: Assumed, literal: Literal): Assumed {
  if (isAssumed(assumed, literal)) return assumed;
  const { path } = literal.atom;
  return new Map(assumed).set(path, [...(assumed.get(path) ?? []), literal]);
}

function isAssumed(assumed: Assumed, formula: Formula): boolean {
  if (typeof formula === 'boolean' || !('atom' in formula)) return formula === true;
  const { atom, positive } = formula;
  return Boolean(
    assumed.get(atom.path)?.some((one) => one.atom.key === atom.key && one.positive === positive),
  );
}

function pathsOf(formula: Formula): readonly string[] {
  return atoms(formula).map(({ path }) => path);
}
