import type { Code } from './codes.js';
import type { Span } from './finding.js';
import type { Page } from './page.js';

/** A stretch of a page of which the author asked not to be told. */
export interface Ignored extends Span {
  /** Every code if it is empty. */
  readonly codes: readonly string[];
}

/** `<!-- tailorbird-ignore CODE -->` holds for the next element and what is in it; without a code, for every one. */
export function readIgnored({ comments, elements }: Page): readonly Ignored[] {
  return comments.flatMap(({ comment, end }) => {
    const [, list] = /^\s*tailorbird-ignore\b([^]*)$/.exec(comment) ?? [];
    if (list === undefined) return [];
    const next = elements.find((element) => element.start >= end);
    const codes = list.match(/[a-z]+(-[a-z]+)*/g) ?? [];
    return next ? [{ start: next.start, end: next.end, codes }] : [];
  });
}

export function isIgnored(ignored: readonly Ignored[], code: Code, at: Span): boolean {
  return ignored.some(
    ({ start, end, codes }) =>
      at.start >= start && at.start < end && (!codes.length || codes.includes(code)),
  );
}
