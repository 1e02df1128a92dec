import type { Term } from '../core/audience.js';
import { evaluate } from '../core/condition.js';
import { combinators } from '../core/operators.js';
import { hasOwn, readPath } from '../core/signal.js';
import { holds } from '../core/term.js';
import type { Condition, Segment, Signals, Truth } from '../types.js';
import { candidates } from './candidates.js';
import type { Changes } from './changes.js';

/** A comparison of one signal, and what it should come to. */
interface Leaf {
  readonly path: string;
  readonly candidates: readonly unknown[];
  test(value: unknown): Truth;
}

type Goal = { readonly want: boolean } & (
  { readonly leaf: Leaf } | { readonly condition: Condition }
);

/** A condition can be met in more ways than anybody would try. */
const MOST_STEPS = 5000;

/**
 * Makes up a visitor for whom all terms hold. Signals stay as they are where that will do.
 *
 * A search: a goal is taken apart into smaller ones, which of several ways is tried one after the other, until every
 * comparison has a value that passes it.
 *
 * @returns The signals to change, and segments that no values were found for.
 */
export function makeFit(
  terms: readonly { readonly term: Term; readonly text: string }[],
  segments: readonly Segment[],
  signals: Signals,
): { changes: Changes; forced: ReadonlyMap<string, boolean> } {
  const forced = new Map<string, boolean>();
  let known: Changes = new Map();
  for (const { term, text } of terms) {
    const goal = toGoal(term, text, segments);
    const found = goal && search([goal], known, signals);
    if (found) known = found;
    else if ('segment' in term) forced.set(term.segment, !term.negated);
  }
  const changes = new Map([...known].filter(([path, value]) => readPath(signals, path) !== value));
  return { changes, forced };
}

function toGoal(term: Term, text: string, segments: readonly Segment[]): Goal | undefined {
  const want = !term.negated;
  if ('segment' in term) {
    const when = segments.find(({ id }) => id === term.segment)?.when;
    return when && { want, condition: when };
  }
  // The audience has it in lower case; as it was written is as it is known.
  const written = text.slice(text.indexOf(':') + 1).replace(/\*$/, '');
  const reached = { count: 1, value: 0, daysSince: 0 };
  const values = term.match === 'exists' ? [reached] : [decode(written), term.value];
  return {
    want,
    leaf: {
      path: term.path,
      candidates: [...values, ...candidates(term.value)],
      test: (value) => holds({ ...term, path: 'value' }, { value }),
    },
  };
}

function search(goals: readonly Goal[], known: Changes, signals: Signals): Changes | undefined {
  let steps = 0;
  const solve = ([goal, ...rest]: readonly Goal[], so: Changes): Changes | undefined => {
    if (!goal) return so;
    if (steps++ > MOST_STEPS) return undefined;
    if ('leaf' in goal) {
      const { path, test } = goal.leaf;
      const values = so.has(path)
        ? [so.get(path)]
        : [readPath(signals, path), ...goal.leaf.candidates];
      for (const value of values) {
        if (test(value) !== goal.want) continue;
        const found = solve(rest, new Map(so).set(path, value));
        if (found) return found;
      }
      return undefined;
    }
    for (const way of ways(goal.condition, goal.want)) {
      const found = solve([...way, ...rest], so);
      if (found) return found;
    }
    return undefined;
  };
  return solve(goals, known);
}

/** The ways in which a condition comes to be true or false; each is a list of smaller goals. */
function ways(condition: Condition, want: boolean): readonly (readonly Goal[])[] {
  const all = Object.entries(condition).map(([key, expected]): readonly Goal[][] => {
    const list = expected as readonly Condition[];
    if (!hasOwn(combinators, key)) return [[toLeaf(key, expected, want)]];
    const inner = key === '$nor' ? !want : want;
    const goals = list.map((part): Goal => ({ condition: part, want: inner }));
    // All of them for a true `$and` and a false `$or`, else any of them.
    return (key === '$and') === inner ? [goals] : goals.map((goal) => [goal]);
  });
  if (!want) return all.flat();
  return all.reduce<readonly (readonly Goal[])[]>(
    (sofar, next) => sofar.flatMap((goals) => next.map((more) => [...goals, ...more])),
    [[]],
  );
}

function toLeaf(path: string, expected: unknown, want: boolean): Goal {
  return {
    want,
    leaf: {
      path,
      candidates: candidates(expected),
      test: (value) => evaluate({ value: expected } as Condition, { value }),
    },
  };
}

/** What goes with a change: nobody returns on their first visit. */
export function complete(changes: Changes, signals: Signals): Changes {
  const result = new Map(changes);
  const add = (path: string, value: unknown): void => {
    if (!result.has(path)) result.set(path, value);
  };
  const count = result.get('visits.count');
  const returning = result.get('visits.returning');
  if (typeof count === 'number') add('visits.returning', count > 1);
  else if (typeof returning === 'boolean') {
    const visits = Number(readPath(signals, 'visits.count')) || 1;
    add('visits.count', returning ? Math.max(visits, 2) : 1);
  }
  const channel = result.get('source.channel');
  if (typeof channel === 'string') add('source.paid', /^(paid|display|cross)/i.test(channel));
  else if (result.has('source.paid')) {
    add('source.channel', result.get('source.paid') ? 'Paid Search' : 'Direct');
  }
  if (result.has('geo.country')) {
    add('geo.region', undefined);
    add('geo.city', undefined);
  }
  return result;
}

function decode(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
