import type { Code } from './codes.js';
import type { Span } from './finding.js';
import type { Page } from './page.js';

/** Whether the author asked not to be told. */
export type IsIgnored = (code: Code, at: Span) => boolean;

/** `<!-- tailorbird-ignore CODE -->` holds for the next element and what is in it; without a code, for every one. */
export function readIgnored({ comments, elements }: Page): IsIgnored {
  const ignored = comments.flatMap(({ comment, end }) => {
    const [, list] = /^\s*tailorbird-ignore\b([^]*)$/.exec(comment) ?? [];
    if (list === undefined) return [];
    const next = elements.find((element) => element.start >= end);
    const codes: readonly string[] = list.match(/[a-z]+(-[a-z]+)*/g) ?? [];
    return next ? [{ start: next.start, end: next.end, codes }] : [];
  });
  return (code, at) =>
    ignored.some(
      ({ start, end, codes }) =>
        at.start >= start && at.start < end && (!codes.length || codes.includes(code)),
    );
}
