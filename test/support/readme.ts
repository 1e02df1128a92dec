import { readFileSync } from 'node:fs';

export const readme = readFileSync(new URL('../../README.md', import.meta.url), 'utf8');

/** The README's fenced examples in one language. */
export function examples(language: string): string[] {
  const fence = new RegExp(`\`\`\`${language}\\n(.*?)\`\`\``, 'gs');
  return [...readme.matchAll(fence)].map(([, code]) => code!);
}

/** Turns each `expression; // value` of an example into a pair that is pushed to `claims`. */
export function withClaims(code: string): string {
  return code.replace(
    /^([^\n;]*(?:\n[^\n;]+)*?); \/\/ ('[^']*'|\w+).*$/gm,
    (_, expression: string, value: string) => `claims.push([${expression.trim()}, ${value}]);`,
  );
}
