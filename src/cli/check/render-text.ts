import pico from 'picocolors';
import { printable } from '../printable.js';
import { counted } from '../words.js';
import { wrap } from '../wrap.js';
import type { CheckResult } from './check-pages.js';
import type { Severity } from './codes.js';
import type { Finding } from './finding.js';

const tones = { error: 'red', warning: 'yellow', hint: 'cyan' } as const;
const severities: readonly Severity[] = ['error', 'warning', 'hint'];

export interface TextOptions {
  readonly colors: boolean;
  /** Columns of a terminal; `undefined` for one line a finding, as editors and `grep` like it. */
  readonly width: number | undefined;
}

/** Findings for people: place, code, what is wrong, what to do. */
export function renderText(result: CheckResult, { colors, width }: TextOptions): string {
  const paint = pico.createColors(colors);

  function finding({ file, line, column, code, severity, message, advice }: Finding): string[] {
    const place = printable(`${file}:${line}:${column}`);
    const [what, how] = [printable(message), printable(advice)];
    const tone = paint[tones[severity]];
    if (width === undefined) {
      return [`${place}  ${code}  ${tone(severity)}: ${what}  ${how}`];
    }
    return [
      `${paint.bold(place)}  ${tone(severity)}  ${paint.dim(code)}`,
      ...wrap(what, width, '  '),
      ...wrap(how, width, '  → ').map((text) => paint.dim(text)),
      '',
    ];
  }

  return [
    ...result.findings.flatMap(finding),
    ...[...result.assumptions].flatMap((text) => wrap(printable(text), width, '')),
    summary(result),
    '',
  ].join('\n');
}

/** `3 pages checked: 1 error, 2 hints.` */
function summary({ counts, pages, ignored }: CheckResult): string {
  const parts = severities.flatMap((severity) =>
    counts[severity] ? [counted(counts[severity], severity)] : [],
  );
  if (ignored) parts.push(`${ignored.toLocaleString('en')} ignored`);
  return `${counted(pages, 'page')} checked: ${parts.join(', ') || 'no problem found'}.`;
}
