import type { Term } from '../core/audience.js';
import { hasOwn, readPath } from '../core/signal.js';
import { holds } from '../core/term.js';
import type { Explanation, Truth } from '../types.js';
import { inBrackets, leafInWords, show } from './condition.js';
import { nameOf, originOf, segmentPhrases } from './phrases.js';

/** Whether a term was true, by what the page explained. */
export function isTrue(term: Term, explanation: Explanation): Truth {
  const truth =
    'segment' in term
      ? explanation.why.find(({ id }) => id === term.segment)?.matches
      : holds(term, nested(explanation));
  return truth === undefined ? undefined : truth !== term.negated;
}

/** Why a term was true, for its visitor. */
export function termInWords(term: Term, explanation: Explanation): string {
  if ('segment' in term) return segmentInWords(term, explanation);
  const name = nameOf(term.path);
  if (term.match === 'exists') {
    return `you have ${term.negated ? 'not yet ' : ''}reached “${term.value}”`;
  }
  const origin = inBrackets(originOf(viaOf(term.path, explanation)));
  return term.negated
    ? `${name} is not ${show(term.value)}${origin}`
    : `${name} is ${show(readPath(nested(explanation), term.path))}${origin}`;
}

function segmentInWords(
  { segment, negated }: Extract<Term, { segment: string }>,
  explanation: Explanation,
): string {
  const found = explanation.why.find(({ id }) => id === segment);
  // A plan may define a built-in one anew; then it has a name, or its comparisons speak for it.
  if (hasOwn(segmentPhrases, segment) && !found?.own) {
    return segmentPhrases[segment]?.[negated ? 1 : 0] ?? segment;
  }
  const facts = (found?.because ?? [])
    .filter(({ truth }) => truth === !negated)
    .map((leaf) => leafInWords(leaf, originOf(viaOf(leaf.path, explanation))));
  const name = `the group ${show(found?.name ?? segment)}`;
  return `you are ${negated ? 'not ' : ''}in ${name}${facts.length ? `: ${facts.join(', ')}` : ''}`;
}

function viaOf(path: string, { signals }: Explanation): string | undefined {
  return signals.find((signal) => path === signal.path || path.startsWith(`${signal.path}.`))?.via;
}

/** The signals of an explanation as the groups that they were. */
function nested({ signals }: Explanation): Record<string, unknown> {
  const groups: Record<string, unknown> = {};
  for (const { path, value } of signals) {
    const keys = path.split('.');
    const last = keys.pop() ?? '';
    let group = groups;
    for (const key of keys) group = (group[key] ??= Object.create(null)) as typeof group;
    group[last] = value;
  }
  return groups;
}
