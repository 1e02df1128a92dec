import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { codes } from '../../../../src/cli/check/codes.js';
import { renderText } from '../../../../src/cli/check/render-text.js';
import { openFolder } from '../command.js';
import { check } from './checking.js';

const text = readFileSync(new URL('../../../../docs/check.md', import.meta.url), 'utf8');
const readme = readFileSync(new URL('../../../../README.md', import.meta.url), 'utf8');
const blocks = (language: string): string[] =>
  [...text.matchAll(new RegExp(`\`\`\`${language}\\n(.*?)\`\`\``, 'gs'))].map(([, code]) => code!);

test('the worked example gives what is shown', () => {
  const result = check({ 'index.html': blocks('html')[0]! });
  expect(renderText(result, { colors: false, width: 80 })).toBe(blocks('text')[0]);
});

test('the comment silences what it says', () => {
  const { findings, ignored } = check({ 'part.html': blocks('html')[1]! });
  expect({ findings, ignored }).toEqual({ findings: [], ignored: 1 });
});

test('every option is named', () => {
  const { out } = openFolder().run('check --help');
  for (const [option] of out.matchAll(/--[a-z-]+/g)) {
    if (option !== '--help' && option !== '--') expect(text).toContain(option);
  }
});

test('every field of the JSON is named', () => {
  const { run } = openFolder();
  const json = JSON.parse(run('check - --format json', blocks('html')[0]).out) as {
    readonly summary: object;
    readonly findings: readonly object[];
  };
  for (const field of [json, json.summary, json.findings[0]!].flatMap(Object.keys)) {
    expect(text).toContain(`\`${field}\``);
  }
});

test('the README shows what is printed', () => {
  const [, section = ''] = readme.split('## Check it before it ships');
  const [, html = ''] = /```html\n(.*?)```/s.exec(section) ?? [];
  const [, printed = ''] = /```text\n(.*?)```/s.exec(section) ?? [];
  const result = check({ 'index.html': html });
  const shown = renderText({ ...result, assumptions: [] }, { colors: false, width: 80 });
  expect(shown).toBe(printed);
  expect(section).toContain('Some fifty kinds of mistakes');
  expect(Math.round(Object.keys(codes).length / 10)).toBe(5);
});
