import type { CheckResult } from './check-pages.js';

/** Everything, for programs; docs/check.md describes it. */
export function renderJson(result: CheckResult): string {
  const { findings, counts, pages, ignored, assumptions } = result;
  const { error: errors, warning: warnings, hint: hints } = counts;
  const summary = { pages, errors, warnings, hints, ignored };
  return `${JSON.stringify({ version: 1, summary, assumptions, findings }, undefined, 2)}\n`;
}
