import { createChecker, type CheckResult } from '../../../../src/cli/check/check-pages.js';

/** 2026-06-01, noon: experiments end. */
const NOW = Date.UTC(2026, 5, 1, 12);

/** What is told of some files, by name. */
export function check(files: Readonly<Record<string, string>>, plan?: string): CheckResult {
  const checker = createChecker({ plan, now: NOW });
  for (const [file, text] of Object.entries(files)) checker.add(file, text);
  return checker.finish();
}

/** `line:column code` of every finding. */
export function places({ findings }: CheckResult): string[] {
  return findings.map(({ line, column, code }) => `${line}:${column} ${code}`);
}

/** The codes that are told of what stands in a body, each once. */
export function codesOf(body: string, plan?: object, lang = 'en'): string[] {
  return codesOfPage(page(body, plan, lang));
}

export function codesOfPage(text: string, file = 'page.html'): string[] {
  return [...new Set(check({ [file]: text }).findings.map(({ code }) => code))].sort();
}

export function page(body: string, plan?: object, lang = 'en'): string {
  const json = plan
    ? `<script type="application/json" data-tb-plan>${JSON.stringify(plan)}</script>`
    : '';
  return `<!doctype html><html lang="${lang}"><head><title>A page</title>${json}
<script src="tailorbird.min.js"></script></head>
<body>${body}</body></html>`;
}
