import type { CheckResult } from './check-pages.js';

/** Everything, for programs; docs/check.md describes it. */
export function renderJson({ findings, pages, ignored, assumptions }: CheckResult): string {
  const count = (severity: string): number =>
    findings.filter((finding) => finding.severity === severity).length;
  const summary = {
    ...{ pages, errors: count('error'), warnings: count('warning'), hints: count('hint') },
    ignored,
  };
  return `${JSON.stringify({ version: 1, summary, assumptions, findings }, undefined, 2)}\n`;
}
