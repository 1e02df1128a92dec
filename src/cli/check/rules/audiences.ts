import { attribute } from '../../../blocks/vocabulary.js';
import type { Term } from '../../../core/audience.js';
import { builtInSegments } from '../../../core/segments.js';
import { all, atoms, type Formula } from '../../../logic/formula.js';
import { fromAudience } from '../../../logic/from-audience.js';
import { domainOf, signalGroups, signalPaths } from '../../../logic/signals.js';
import type { PageContext, PageRule } from '../checker.js';
import type { Span } from '../finding.js';
import { nearest } from '../nearest.js';
import type { PageAudience } from '../page.js';

/** Short names of signals, for whoever misspelt one (core/audience.ts). */
const shortNames =
  'country region city lang channel source medium campaign term content path device os browser interest goal consent';

/** Each audience by itself: whether it can be read, whether what it names is there, whether it can hold. */
export const checkAudiences: PageRule = (context) => {
  for (const element of context.page.elements) {
    const found = context.page.audienceOf(element);
    if (found) checkAudience(found, context);
  }
};

function checkAudience(found: PageAudience, context: PageContext): void {
  const { report, page, plan } = context;
  const { audience, attribute: written } = found;
  const at = (part: string): Span => within(written, part, page.source.text);
  for (const term of audience.bad) report('bad-audience', at(term), sayBad(term, audience.text));
  for (const terms of audience.alternatives) {
    let isTold = false;
    for (const term of terms) {
      if ('segment' in term) {
        const { segment } = term;
        if (plan.segments.find(segment) || plan.segments.mayExist(segment)) continue;
        isTold = true;
        const known = [...builtInSegments.map(({ id }) => id), ...plan.places.keys()];
        report('unknown-segment', at(segment), sayUnknown(segment, nearest(segment, known)));
      } else isTold = !checkSignal(term, at(term.path), context) || isTold;
    }
    if (!isTold) checkAlternative(terms, found, context);
  }
}

/** @returns Whether nothing was wrong with it. */
function checkSignal(
  term: Exclude<Term, { segment: string }>,
  at: Span,
  { report, reasons }: PageContext,
): boolean {
  const { path, value } = term;
  const domain = domainOf(path);
  if (!domain) {
    report('unknown-signal', at, sayNoSignal(path));
    return false;
  }
  const alone = fromAudience(
    { text: '', alternatives: [[{ ...term, negated: false }]], bad: [] },
    noSegments,
  );
  if (reasons.sure.isPossible(alone)) return true;
  report('impossible-value', at, {
    message: `${path} is never "${value}", so ${term.negated ? 'leaving that out changes nothing' : 'nobody matches'}.`,
    advice: `It is ${domain.description}${meant(value, domain.texts)}.`,
  });
  return false;
}

const noSegments = { find: () => undefined, formula: () => false, mayExist: () => false };

/** Terms that must all hold, and cannot. */
function checkAlternative(
  terms: readonly Term[],
  { attribute: written, audience }: PageAudience,
  { report, reasons, plan, page }: PageContext,
): void {
  const formulas = terms.map((term) => formulaOf([term]));
  // What a segment does wrong by itself is told where it is defined.
  if (!formulas.every(reasons.sure.isPossible)) return;
  const whole = all(formulas);
  if (reasons.likely.isPossible(whole)) return;
  const isSure = !reasons.sure.isPossible(whole);
  const clash = findClash(terms, (some) => !reasons.likely.isPossible(formulaOf(some)));
  const [one = '', ...others] = clash.map(write);
  const lists = [...new Set(atoms(whole).map(({ path }) => path))].filter(
    (path) => path.startsWith('traits.') || path.startsWith('goals.'),
  );
  report('never-matches', within(written, one, page.source.text), {
    message: `No visitor is ${[one, ...others].map((term) => `"${term}"`).join(' and ')} at once${
      isSure ? '' : `, unless ${lists.join(', ')} is a list`
    }: ${audience.alternatives.length > 1 ? 'this alternative' : 'this audience'} never matches.`,
    advice: 'For either of them, put a space between the terms instead of a plus sign.',
    ...(isSure ? {} : { severity: 'warning' }),
  });

  function formulaOf(some: readonly Term[]): Formula {
    return fromAudience({ text: '', alternatives: [some], bad: [] }, plan.segments);
  }
}

/** Two terms that exclude each other, or all of them. */
function findClash(
  terms: readonly Term[],
  excludes: (terms: readonly Term[]) => boolean,
): readonly Term[] {
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

function sayBad(term: string, text: string): { message: string; advice: string } {
  if (!text) {
    return {
      message: `${attribute.for} is empty, so this never matches.`,
      advice: 'Say whom it is for: a segment such as "returning", or "country:DE".',
    };
  }
  const [name = '', value] = term.replace(/^!/, '').split(':');
  const message = `"${term}" cannot be read, so ${text === term ? 'this' : 'the alternative it stands in'} never matches.`;
  if (value === '') return { message, advice: `Say what ${name} is to be: "${name}:VALUE".` };
  if (/[,&|;]/.test(term)) {
    return { message, advice: 'Join terms with "+" (both) or with a space (either).' };
  }
  if (value === undefined) {
    return { message, advice: 'An id has letters, digits, "_", "-" and "." alone.' };
  }
  const meant = nearest(name, [...shortNames.split(' '), ...signalPaths]);
  return {
    message,
    advice: meant
      ? `Did you mean "${meant}:${value}"?`
      : `Begin with one of ${shortNames.replaceAll(' ', ', ')}, or with a group: ${signalGroups.join(', ')}.`,
  };
}

function sayUnknown(id: string, meant: string | undefined): { message: string; advice: string } {
  return {
    message: `Nobody defined the segment "${id}", so nobody is in it, and nobody is "!${id}" either.`,
    advice: meant ? `Did you mean "${meant}"?` : `Define "${id}" in the plan, or use another.`,
  };
}

/** What is said of a path that nothing supplies. */
export function sayNoSignal(path: string): { message: string; advice: string } {
  const [group = ''] = path.split('.');
  const meant = nearest(path, signalPaths) ?? nearest(group, signalGroups);
  return {
    message: `There is no signal "${path}": it has no value for anybody.`,
    advice: meant
      ? `Did you mean "${meant}"?`
      : `Signals are grouped: ${signalGroups.join(', ')}. What your site knows itself is in traits.`,
  };
}

/** Which of the values somebody probably meant. */
export function meant(value: string, texts: true | readonly string[] | undefined): string {
  if (!texts || texts === true) return '';
  // The one mistake that is made again and again.
  if (value.toUpperCase() === 'UK' && texts.includes('GB')) return '; the United Kingdom is "GB"';
  const close =
    texts.find((text) => text.toLowerCase() === value.toLowerCase()) ?? nearest(value, texts);
  return close ? `, such as "${close}"` : '';
}

/** Where a part of an attribute stands: the attribute itself if it was written in another way. */
export function within({ start, end }: Span, part: string, text: string): Span {
  const index = part ? text.slice(start, end).indexOf(part) : -1;
  return index < 0 ? { start, end } : { start: start + index, end: start + index + part.length };
}
