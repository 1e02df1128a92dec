import { parseAudience } from '../core/audience.js';
import type { Choice, Explanation } from '../types.js';
import { isTrue, termInWords } from './term.js';

/** What a visitor is told who sees the default, by the reason of the choice. */
const defaults: Readonly<Record<Exclude<Choice['reason'], 'match'>, string>> = {
  'no-match': 'You see the standard version: none of the others is meant for you.',
  unknown: 'You see the standard version: what would decide it is not known yet.',
  holdout:
    'You see the standard version, although another would fit: you were drawn at random for the group that it is compared with.',
  'global-holdout':
    'You see the standard version of everything: you were drawn at random for the group that the others are compared with.',
  visitor: 'You see the standard version because you asked for the standard page.',
  late: 'You see the standard version: what would have decided it became known only after the page was shown.',
  canceled: 'You see the standard version: this page kept it.',
  yielded: 'You see what this page has put here itself.',
  preview: 'You see this version because it is shown as a preview.',
};

/**
 * Says in plain sentences why a visitor sees what a block shows: the answer to "why do I see this?".
 *
 * @param explanation What `tailorbird.explain()` returned.
 * @param block The block's id, as in `data-tb-block`.
 * @returns One or two sentences in English; an empty text if there is no such block. Plain text: write it with `textContent`.
 * @example why(tailorbird.explain(), 'hero') // 'You see this version because you have been here before.'
 */
export function why(explanation: Explanation, block: string): string {
  const choice = explanation.blocks.find(({ id }) => id === block);
  if (!choice) return '';
  if (choice.reason !== 'match') return defaults[choice.reason];
  const { name, audience = '', experiment } = choice;
  const fitting = parseAudience(audience).alternatives.find((terms) =>
    terms.every((term) => isTrue(term, explanation)),
  );
  const reasons = (fitting ?? []).map((term) => termInWords(term, explanation));
  // A variant without a name is called by its audience, which says nothing to a visitor.
  const what = name === audience ? 'this version' : `“${name}”`;
  return [
    `You see ${what}${reasons.length ? ` because ${list(reasons)}` : ''}.`,
    ...(experiment && experiment.arm !== 'holdout'
      ? ['Which of several versions you get was drawn at random, to find out which is best.']
      : []),
  ].join(' ');
}

function list(parts: readonly string[]): string {
  return [parts.slice(0, -1).join(', '), ...parts.slice(-1)].filter(Boolean).join(' and ');
}
