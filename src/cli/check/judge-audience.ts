import type { Audience, Term } from '../../core/audience.js';
import { builtInSegments } from '../../core/segments.js';
import { atoms, type Formula } from '../../logic/formula.js';
import { fromAudience, type Segments } from '../../logic/from-audience.js';
import { domainOf } from '../../logic/signals.js';
import type { Reasons } from './checker.js';
import type { Code, Severity } from './codes.js';
import { nearest } from '../nearest.js';
import { unreadPlan, type PlanFacts } from './plan-facts.js';
import {
  sayBadTerm,
  sayDomain,
  sayNoSignal,
  sayUnlessList,
  sayWrongDate,
  type Said,
} from './say.js';
import { wrongDate } from './wrong-date.js';

/** What is wrong with an audience, wherever it stands. */
export interface Verdict extends Said {
  readonly code: Code;
  /** The part of the text that is wrong. */
  readonly part: string;
  readonly severity?: Severity;
}

/** What was judged before: the audiences of a site stand on many of its pages. */
const judged = new WeakMap<Segments, Map<string, readonly Verdict[]>>();

/** Whether an audience can be read, whether what it names is there, whether it can hold. */
export function judgeAudience(
  audience: Audience,
  plan: PlanFacts,
  reasons: Reasons,
): readonly Verdict[] {
  const before = judged.get(plan.segments) ?? new Map<string, readonly Verdict[]>();
  judged.set(plan.segments, before);
  const known = before.get(audience.text) ?? judge(audience, plan, reasons);
  before.set(audience.text, known);
  return known;
}

function judge(audience: Audience, plan: PlanFacts, reasons: Reasons): readonly Verdict[] {
  const { bad, alternatives, text } = audience;
  return [
    ...bad.map((term): Verdict => ({
      code: 'bad-audience',
      part: term,
      ...sayBadTerm(term, text),
    })),
    ...alternatives.flatMap((terms) => {
      const single = terms.flatMap((term) =>
        'segment' in term ? judgeSegment(term.segment, plan) : judgeSignal(term, reasons),
      );
      const isSevere = single.some(({ severity }) => severity === undefined);
      return isSevere
        ? single
        : [...single, ...judgeAlternative(terms, { audience, plan, reasons })];
    }),
  ];
}

function judgeSegment(id: string, plan: PlanFacts): readonly Verdict[] {
  const { find, mayExist } = plan.segments;
  if (find(id)) return [];
  const close = nearest(id, [
    ...builtInSegments.map((segment) => segment.id),
    ...plan.places.keys(),
  ]);
  const advice = close
    ? `Did you mean "${close}"?`
    : `Define "${id}" in the plan, or use another one.`;
  if (!mayExist(id)) {
    const message = `Nobody defined the segment "${id}", so nobody is in it, and nobody is "!${id}" either.`;
    return [{ code: 'unknown-segment', part: id, message, advice }];
  }
  // A plan that was not read may define it; but a name so like another is rather a typing mistake.
  if (!close || plan !== unreadPlan) return [];
  const message = `Unless the plan defines a segment "${id}", nobody is in it.`;
  return [{ code: 'unknown-segment', part: id, message, advice, severity: 'warning' }];
}

function judgeSignal(
  term: Exclude<Term, { segment: string }>,
  { sure }: Reasons,
): readonly Verdict[] {
  const { path, value, negated } = term;
  const domain = domainOf(path);
  if (!domain) return [{ code: 'unknown-signal', part: path, ...sayNoSignal(path) }];
  const alone = fromAudience({ alternatives: [[{ ...term, negated: false }]] }, noSegments);
  const [date] = atoms(alone).flatMap((atom) => wrongDate(atom) ?? []);
  if (date !== undefined) {
    return [{ code: 'impossible-value', part: value, ...sayWrongDate(date) }];
  }
  if (sure.isPossible(alone)) return [];
  const message = `${path} is never "${value}", so ${
    negated ? 'leaving that out changes nothing' : 'nobody matches'
  }.`;
  const advice = sayDomain(value, domain);
  return [{ code: 'impossible-value', part: value, message, advice }];
}

const noSegments = { find: () => undefined, formula: () => false, mayExist: () => false };

interface Context {
  readonly audience: Audience;
  readonly plan: PlanFacts;
  readonly reasons: Reasons;
}

/** Terms that must all hold, and cannot. */
function judgeAlternative(
  terms: readonly Term[],
  { audience, plan, reasons: { sure, likely } }: Context,
): readonly Verdict[] {
  const formulaOf = (some: readonly Term[]): Formula =>
    fromAudience({ alternatives: [some] }, plan.segments);
  // What a segment does wrong by itself is told where it is defined.
  if (!terms.every((term) => term.negated || likely.isPossible(formulaOf([term])))) return [];
  const whole = formulaOf(terms);
  if (likely.isPossible(whole)) return [];
  const clash = findClash(terms, (some) => !likely.isPossible(formulaOf(some)));
  const isSure = !sure.isPossible(whole);
  const written = clash.map((term) => `"${write(term)}"`);
  const together = clash.length > 1 ? ' at once' : '';
  const unless = isSure ? '' : sayUnlessList([whole]);
  const [first] = clash;
  return [
    {
      code: 'never-matches',
      part: first ? write(first) : '',
      message: `No visitor is ${written.join(' and ')}${together}${unless}: ${
        audience.alternatives.length > 1 ? 'this alternative' : 'this audience'
      } never matches.`,
      advice:
        first && clash.length === 1
          ? `Look at what "${write({ ...first, negated: false })}" asks for: it leaves nobody out.`
          : 'For either of them, put a space between the terms instead of a plus sign.',
      ...(isSure ? {} : { severity: 'warning' }),
    },
  ];
}

/** A term that nobody is, or two that exclude each other, or all of them. */
function findClash(
  terms: readonly Term[],
  excludes: (terms: readonly Term[]) => boolean,
): readonly Term[] {
  const alone = terms.find((term) => excludes([term]));
  if (alone) return [alone];
  for (const [index, one] of terms.entries()) {
    for (const other of terms.slice(index + 1)) if (excludes([one, other])) return [one, other];
  }
  return terms;
}

/** A term as somebody would write it. */
function write(term: Term): string {
  const text =
    'segment' in term
      ? term.segment
      : term.match === 'exists'
        ? `goal:${term.value}`
        : `${term.path}:${term.value}${term.match === 'prefix' ? '*' : ''}`;
  return `${term.negated ? '!' : ''}${text}`;
}
