import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { codes } from '../../src/cli/check/codes.js';

const root = new URL('../../', import.meta.url);
const read = (file: string): string => readFileSync(new URL(file, root), 'utf8');

/** What the script and its modules tell: the first argument of every report. */
const browser = new Set(
  readdirSync(new URL('src', root), { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.ts') && !/^cli[/.]/.test(file))
    .flatMap((file) => [
      ...read(`src/${file}`).matchAll(/(?:report|problem)(?:\?\.)?\(\s*'([a-z-]+)'/g),
    ])
    .map(([, code]) => code!),
);

/** The sections of the page, by code. */
const sections = new Map(
  read('docs/problems.md')
    .split(/^### /m)
    .slice(1)
    .map((section) => [/^\S+/.exec(section)![0], section.split(/^## /m)[0]!]),
);

const severities = { error: 'An error', warning: 'A warning', hint: 'A hint' };

test('docs/problems.md has a section for every code, and no other', () => {
  const all = new Set([...browser, ...Object.keys(codes)]);
  expect([...sections.keys()].sort()).toEqual([...all].sort());
});

describe.each([...sections])('%s', (code, section) => {
  test('says who tells it, and what to do', () => {
    const [severity] = (
      codes as Readonly<Record<string, readonly [keyof typeof severities, string]>>
    )[code] ?? [undefined];
    const check = severity && `${severities[severity]} of \`check\``;
    const expected = [
      check,
      browser.has(code) && (check ? 'told in the browser' : 'Told in the browser'),
    ];
    expect(section).toContain(`_${expected.filter(Boolean).join(', ')}._ `);
    expect(section).toMatch(/\*\*What to do:\*\* [A-Z][^]*\.\n/);
  });
});

test('every code of check is told by a rule', () => {
  const rules = readdirSync(new URL('src/cli/check', root), { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.ts') && file !== 'codes.ts')
    .map((file) => read(`src/cli/check/${file}`))
    .join('\n');
  // The plan's own are told by the reader of plans.
  const told = rules + read('src/core/plan.ts') + read('src/core/check-condition.ts');
  expect(Object.keys(codes).filter((code) => !told.includes(`'${code}'`))).toEqual([]);
});
