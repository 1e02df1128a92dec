import { isText } from '../core/signal.js';
import type { Literal } from './formula.js';
import { constants } from './literals.js';
import { readTextFacts, type TextFacts } from './text-facts.js';

/** Whether a text can pass: one of those that the tests name, or one of the many that they do not. */
export function possibleText(
  literals: readonly Literal[],
  texts: true | readonly string[],
  solves: (value: string) => boolean,
): boolean {
  if (texts !== true) return texts.some(solves);
  if (['', ...constants(literals).filter(isText)].some(solves)) return true;
  const facts = readTextFacts(literals);
  return facts !== undefined && !isContradictory(facts);
}

/** Whether no text can be all of this. Says so only where it is sure. */
function isContradictory({ is, isNot }: TextFacts): boolean {
  const { starts, ends, contains, lowerStarts, lowerIs } = is;
  const [lower] = lowerIs;
  // Lower-casing is letter by letter only in ASCII: others may change their length, or look at their neighbours.
  const asciiStarts = starts.filter(isAscii).map((text) => text.toLowerCase());
  const parts = [...starts, ...ends, ...contains];
  return (
    lowerIs.some((text) => text !== lower) ||
    !arePrefixes(starts) ||
    !arePrefixes(ends.map(reverse)) ||
    !arePrefixes([...asciiStarts, ...lowerStarts]) ||
    isNot.starts.some((text) => !text || starts.some((start) => start.startsWith(text))) ||
    isNot.ends.some((text) => !text || ends.some((end) => end.endsWith(text))) ||
    isNot.contains.some((text) => !text || parts.some((part) => part.includes(text))) ||
    isNot.lowerStarts.some(
      (text) => !text || [...asciiStarts, ...lowerStarts].some((start) => start.startsWith(text)),
    ) ||
    (lower !== undefined && isAgainstLower(lower, { is, isNot })) ||
    isOutOfOrder(is)
  );
}

/** Whether a text that is this in lower case cannot be the rest. */
function isAgainstLower(lower: string, { is, isNot }: TextFacts): boolean {
  const known = (texts: readonly string[]): string[] =>
    texts.filter(isAscii).map((text) => text.toLowerCase());
  return (
    isNot.lowerIs.includes(lower) ||
    is.lowerStarts.some((start) => !lower.startsWith(start)) ||
    isNot.lowerStarts.some((start) => lower.startsWith(start)) ||
    known(is.starts).some((start) => !lower.startsWith(start)) ||
    known(is.ends).some((end) => !lower.endsWith(end)) ||
    known(is.contains).some((part) => !lower.includes(part))
  );
}

/** Whether a lower bound lies above an upper one, or a beginning outside of both. */
function isOutOfOrder({ above, below, starts }: TextFacts['is']): boolean {
  return (
    above.some((low) => below.some((high) => low >= high)) ||
    starts.some(
      (start) =>
        below.some((high) => high <= start) ||
        above.some((low) => low > start && !low.startsWith(start)),
    )
  );
}

/** Whether there can be one text that begins with each. */
function arePrefixes(texts: readonly string[]): boolean {
  const longest = texts.reduce((a, b) => (b.length > a.length ? b : a), '');
  return texts.every((text) => longest.startsWith(text));
}

function reverse(text: string): string {
  return text.split('').reverse().join('');
}

function isAscii(text: string): boolean {
  return /^[\0-\x7f]*$/.test(text);
}
