import type { Audience, Term } from '../core/audience.js';
import { builtInSegments } from '../core/segments.js';
import type { Plan, Segment } from '../types.js';
import { literal } from './atom.js';
import { all, any, not, type Formula } from './formula.js';
import { fromCondition } from './from-condition.js';

/** The segments of a page, each as a formula. */
export interface Segments {
  /** `undefined` if nobody defines it. */
  find(id: string): Segment | undefined;
  /** What it takes to be in a segment; a formula that never holds if nobody defines it. */
  formula(id: string): Formula;
  /** Whom an audience takes in; the same object for the same text. */
  audience(audience: Audience): Formula;
  /** Whether it may be defined although `find` knows nothing of it: in a plan that could not be read, say. */
  mayExist(id: string): boolean;
}

export function createSegments(
  { segments = [] }: Plan,
  mayExist: (id: string) => boolean = () => false,
): Segments {
  const byId = new Map<string, Segment>();
  for (const segment of [...segments, ...builtInSegments]) {
    if (!byId.has(segment.id)) byId.set(segment.id, segment);
  }
  const formulas = new Map<string, Formula>();
  const audiences = new Map<string, Formula>();

  function read(id: string): Formula {
    const segment = byId.get(id);
    if (!segment) return mayExist(id) && free(`segment ${id}`);
    const when = fromCondition(segment.when);
    // Who was in it once may stay, whatever holds now.
    return segment.stick ? any([when, free(`stuck ${id}`)]) : when;
  }

  const segmentsOfPage: Segments = {
    mayExist,
    find: (id) => byId.get(id),
    formula(id) {
      const known = formulas.get(id) ?? read(id);
      formulas.set(id, known);
      return known;
    },
    audience(audience) {
      const known = audiences.get(audience.text) ?? fromAudience(audience, segmentsOfPage);
      audiences.set(audience.text, known);
      return known;
    },
  };
  return segmentsOfPage;
}

/** Whom an audience takes in. */
export function fromAudience(
  { alternatives }: Pick<Audience, 'alternatives'>,
  segments: Pick<Segments, 'find' | 'formula' | 'mayExist'>,
): Formula {
  return any(alternatives.map((terms) => all(terms.map((term) => fromTerm(term, segments)))));
}

function fromTerm(term: Term, segments: Parameters<typeof fromAudience>[1]): Formula {
  if ('segment' in term) {
    const formula = segments.formula(term.segment);
    // A segment nobody knows never matches, negated or not.
    const isKnown = segments.find(term.segment) ?? segments.mayExist(term.segment);
    return term.negated && isKnown ? not(formula) : formula;
  }
  const { path, value, match, negated } = term;
  const fits = (how: 'equal' | 'prefix', text: string): Formula =>
    literal(path, { kind: 'term', match: how, value: text }, value);
  const formula =
    match === 'exists'
      ? literal(path, { kind: 'exists', operand: true }, value)
      : match === 'range'
        ? any([fits('equal', value), fits('prefix', `${value}-`)])
        : fits(match, value);
  return negated ? not(formula) : formula;
}

function free(name: string): Formula {
  return literal('', { kind: 'free', name }, name);
}
