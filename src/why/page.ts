import type { Explanation } from '../types.js';
import { why } from './block.js';
import { leafInWords } from './condition.js';

/**
 * A whole explanation in plain sentences: the visitor's groups and why, then each block.
 *
 * @param explanation What `tailorbird.explain()` returned.
 * @returns Sentences in English, plain text.
 * @example explainInWords(tailorbird.explain()).join('\n')
 */
export function explainInWords(explanation: Explanation): readonly string[] {
  const { segments, holdout, blocks } = explanation;
  return [
    holdout
      ? 'You were drawn at random for the group that sees the standard version of everything.'
      : segments.length
        ? `You are in these groups: ${segments.join(', ')}.`
        : 'You are in none of the groups that this site knows.',
    ...explanation.why
      .filter(({ because, matches }) => matches !== false && because.length)
      .map(({ id, name = id, because, matches }) => {
        const facts = because
          .filter(({ truth }) => truth === matches)
          .map((leaf) => leafInWords(leaf));
        return matches
          ? `${name}: ${facts.join(', ')}.`
          : `${name}: not decided yet, because ${facts.join(', ')}.`;
      }),
    ...blocks.map(({ id }) => `${id}: ${why(explanation, id)}`),
  ];
}
