import { builtInSegments } from '../../../core/segments.js';
import { atoms, type Atom, type Formula } from '../../../logic/formula.js';
import { fromCondition } from '../../../logic/from-condition.js';
import { domainOf } from '../../../logic/signals.js';
import type { Problem, Segment } from '../../../types.js';
import type { Reasons } from '../checker.js';
import { codes, type Code } from '../codes.js';
import { findTaker } from '../find-taker.js';
import type { Report } from '../finding.js';
import { nearest } from '../../nearest.js';
import type { PlanFacts } from '../plan-facts.js';
import type { PlanSource } from '../plan-source.js';
import { sayDomain, sayNoSignal, sayUnlessList, sayWrongDate } from '../say.js';
import { wrongDate } from '../wrong-date.js';
import { checkPlanValues } from './plan-values.js';
import { saySensitive, sensitiveSubject } from './sensitive.js';

/** A plan by itself: its mistakes, and segments that nobody can be in or that others stand before. */
export function checkPlan(source: PlanSource, reasons: Reasons, report: Report): void {
  const { facts, find } = source;
  for (const problem of facts.problems) {
    const code = Object.hasOwn(codes, problem.code) ? (problem.code as Code) : 'plan-value';
    report(code, find(problem.where), sayProblem(problem));
  }
  for (const { id, when } of facts.plan.segments ?? []) {
    const where = facts.places.get(id) ?? '$';
    checkSegment(id, fromCondition(when, `${where}.when`), source, reasons, report);
  }
  checkRank(source, reasons, report);
  checkHoldout(source, report);
  checkPlanValues(source, report);
  for (const [index, key] of (facts.plan.traits?.dataLayer ?? []).entries()) {
    const subject = sensitiveSubject(key);
    if (subject) {
      report('sensitive-trait', find(`$.traits.dataLayer[${index}]`), saySensitive(key, subject));
    }
  }
}

function checkHoldout({ facts, find }: PlanSource, report: Report): void {
  const { holdout } = facts.plan;
  if ((typeof holdout === 'object' ? holdout.share : holdout) !== 1) return;
  report('holdout-all', find('$.holdout'), {
    message: 'Everybody is held out: all visitors see the default of every block.',
    advice: 'Hold out a part of them, such as 0.1 for a tenth.',
  });
}

/** What to do about what `parsePlan` tells. */
const advice: Readonly<Record<string, (facts: string) => string>> = {
  'plan-value': () => 'Write what is expected; until then this is left out, and the rest works.',
  'plan-pattern': () => 'Mend or shorten the pattern; until then this segment is left out.',
  'plan-duplicate': () => 'Give one of them another id.',
  'plan-field': (where) => {
    const name = /(\w+)$/.exec(where)?.[1] ?? '';
    const meant = nearest(name, fields);
    return meant ? `Did you mean "${meant}"?` : 'Remove it, or look for a typing mistake.';
  },
  'unknown-operator': (where) => {
    const name = /\$[\w-]*$/.exec(where)?.[0] ?? '';
    if (name === '$not') {
      return '$not stands under a signal; $nor negates whole conditions: {"$nor": [{ … }]}.';
    }
    if (comparisons.includes(name)) {
      return `${name} stands under a signal: {"visits.count": {"${name}": …}}.`;
    }
    if (combinators.includes(name)) {
      return `${name} stands around whole conditions: {"${name}": [{ … }, { … }]}.`;
    }
    const isAround = /^\$\.segments\[\d+\]\.when(\.\$\w+\[\d+\])*\.\$[\w-]*$/.test(where);
    const operators = isAround ? combinators : comparisons;
    const meant = nearest(name, operators);
    return meant ? `Did you mean "${meant}"?` : `There are ${operators.join(' ')} here.`;
  },
};

/** Below a signal. */
const comparisons =
  '$eq $ne $gt $gte $lt $lte $in $nin $exists $not $regex $all $size $elemMatch $startsWith $endsWith $contains'.split(
    ' ',
  );
/** Where a signal could stand. */
const combinators = ['$and', '$or', '$nor'];
const fields =
  'segments id name kind when stick holdout share epoch experiments version until winner weights namespace range goals on selector events beacon views privacy consent gpc retentionDays source ownHosts ignore geo cookie endpoint interests jsonLd traits dataLayer report deadline late automation'.split(
    ' ',
  );

function sayProblem({ code, where, message }: Problem): { message: string; advice: string } {
  if (code === 'plan-json') {
    return {
      message:
        'The plan is no JSON from here on, so none of it counts: built-in segments alone work.',
      advice: 'Write names and texts in double quotes, and no comma after the last.',
    };
  }
  const place = where === '$' ? 'The plan' : where.replace(/^\$\./, '');
  return {
    message: `${place}: ${message}.`.replace('..', '.'),
    advice: advice[code]?.(where) ?? 'Look at what is named.',
  };
}

function checkSegment(
  id: string,
  formula: Formula,
  { find }: PlanSource,
  reasons: Reasons,
  report: Report,
): void {
  let isTold = false;
  const sensitive = new Set<string>();
  for (const atom of atoms(formula)) {
    const { path, where } = atom;
    if (!path) continue;
    const subject = path.startsWith('traits.') ? sensitiveSubject(path.slice(7)) : undefined;
    if (subject && !sensitive.has(path)) {
      sensitive.add(path);
      report('sensitive-trait', find(pathPlace(atom)), saySensitive(path, subject));
    }
    const domain = domainOf(path);
    const date = wrongDate(atom);
    if (date !== undefined) {
      isTold = true;
      report('impossible-value', find(where), sayWrongDate(date));
    } else if (!domain) {
      isTold = true;
      report('unknown-signal', find(pathPlace(atom)), sayNoSignal(path));
    } else if (!reasons.sure.isPossible({ atom, positive: true })) {
      isTold = true;
      const value = 'operand' in atom.shape ? atom.shape.operand : '';
      report('impossible-value', find(where), {
        message: `The segment "${id}" asks whether ${path} is ${asked(atom)}, and it never is.`,
        advice: sayDomain(String(value), domain),
      });
    }
  }
  if (isTold || reasons.likely.isPossible(formula)) return;
  const isSure = !reasons.sure.isPossible(formula);
  report('never-matches', find(`${whenOf(formula)}`), {
    message: `Nobody can be in the segment "${id}": what it asks for contradicts itself${
      isSure ? '' : sayUnlessList([formula])
    }.`,
    advice:
      'Look for bounds that exclude each other, or for values that a signal cannot have at once.',
    ...(isSure ? {} : { severity: 'warning' }),
  });
}

/** Where the condition of a formula stands. */
function whenOf(formula: Formula): string {
  const [first] = atoms(formula);
  return /^\$\.segments\[\d+\]\.when/.exec(first?.where ?? '')?.[0] ?? '$';
}

/** Where the path of a test stands, rather than what it is compared with. */
function pathPlace({ path, where }: Atom): string {
  const index = where.indexOf(`.${path}`);
  return index < 0 ? where : where.slice(0, index + path.length + 1);
}

const asks: Readonly<Record<string, string>> = {
  $gt: 'more than ',
  $gte: 'at least ',
  $lt: 'less than ',
  $lte: 'at most ',
  $startsWith: 'a text that begins with ',
  $endsWith: 'a text that ends with ',
  $contains: 'a text with ',
};

function asked({ shape }: Atom): string {
  if (!('operand' in shape)) return 'that';
  const value = JSON.stringify(shape.operand);
  if ('operator' in shape) return `${asks[shape.operator] ?? ''}${value}`;
  return shape.kind === 'equals' ? value : `what ${shape.kind} asks for`;
}

/** `tailorbird.segment` and reports go by the first segment that matches. */
function checkRank({ facts, find }: PlanSource, reasons: Reasons, report: Report): void {
  const earlier: { readonly segment: Segment; readonly formula: Formula }[] = [];
  for (const segment of facts.plan.segments ?? []) {
    const formula = facts.segments.formula(segment.id);
    if (!reasons.likely.isPossible(formula)) continue;
    const taker = findTaker(formula, earlier, reasons);
    if (taker) {
      const { one, unless } = taker;
      report('segment-shadowed', find(`${facts.places.get(segment.id) ?? '$'}.id`), {
        message: `"${segment.id}" can never be a visitor's first segment: everybody in it is in ${
          one ? `"${one.segment.id}"` : 'one'
        } above too${unless}. Reports count them there; audiences may still use it.`,
        advice: 'Put the more particular segment first.',
      });
    }
    earlier.push({ segment, formula });
  }
}

/** Segments that a plan defines itself, built-in ones that it defines anew aside. */
export function ownSegments({ plan }: PlanFacts): readonly string[] {
  const builtIn = new Set(builtInSegments.map(({ id }) => id));
  return (plan.segments ?? []).map(({ id }) => id).filter((id) => !builtIn.has(id));
}
