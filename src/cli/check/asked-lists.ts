import type { Formula, Literal } from '../../logic/formula.js';

/** The signals that a formula asks for as lists, and those that its negation does. */
interface Asked {
  readonly held: ReadonlySet<string>;
  readonly negated: ReadonlySet<string>;
}

const known = new WeakMap<object, Asked>();

/** The signals of which a formula, or its negation, asks what holds of nothing but lists. */
export function askedLists(formula: Formula): Asked {
  if (typeof formula === 'boolean') return { held: new Set(), negated: new Set() };
  const before = known.get(formula);
  if (before) return before;
  const all = literals(formula);
  const asked = {
    held: listsOf(all.filter(({ positive }) => positive)),
    negated: listsOf(all.filter(({ positive }) => !positive)),
  };
  known.set(formula, asked);
  return asked;
}

function literals(formula: Formula): readonly Literal[] {
  if (typeof formula === 'boolean') return [];
  if ('atom' in formula) return [formula];
  return ('all' in formula ? formula.all : formula.any).flatMap(literals);
}

function listsOf(some: readonly Literal[]): ReadonlySet<string> {
  const paths = new Set<string>();
  /** Items of each `$all`: nothing but a list is equal to several things at once. */
  const items = new Map<string, string>();
  for (const { atom } of some) {
    const { path, shape, where, key } = atom;
    if (shape.kind === 'size' || shape.kind === 'elemMatch') paths.add(path);
    if (shape.kind !== 'equals') continue;
    if (Array.isArray(shape.operand)) paths.add(path);
    const [, place] = /^(.*\.\$all)\[\d+\]$/s.exec(where) ?? [];
    if (place === undefined) continue;
    // Two segments have like places, so the signal belongs to it.
    const at = `${path}\0${place}`;
    if ((items.get(at) ?? key) !== key) paths.add(path);
    items.set(at, key);
  }
  return paths;
}
