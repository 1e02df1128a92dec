import type { Code, Severity } from './codes.js';

/** One thing that is wrong, for the person who tagged the page. */
export interface Finding {
  readonly code: Code;
  readonly severity: Severity;
  /** As it was named on the command line; `<stdin>` for the standard input. */
  readonly file: string;
  /** From 1. */
  readonly line: number;
  readonly column: number;
  readonly endLine: number;
  /** The column after the last one. */
  readonly endColumn: number;
  /** What is wrong and why it matters. */
  readonly message: string;
  /** What to do. */
  readonly advice: string;
}

/** A stretch of a file, in UTF-16 code units. */
export interface Span {
  readonly start: number;
  readonly end: number;
}

/** What a rule says: where, what is wrong and why it matters, what to do. */
export type Report = (
  code: Code,
  at: Span,
  said: { readonly message: string; readonly advice: string; readonly severity?: Severity },
) => void;
