import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { codes } from '../../../../src/cli/check/codes.js';
import { check, places } from './checking.js';

const read = (name: string): string =>
  readFileSync(new URL(`../../../check/${name}`, import.meta.url), 'utf8');

/** What is wrong with the page, and where: written by hand, next to the page. */
const expected = read('mistakes.txt').trim().split('\n');

test('every mistake of a page is found, where it is', () => {
  const result = check({ 'mistakes.html': read('mistakes.html') });
  expect(places(result)).toEqual(expected);
  const different = new Set(result.findings.map(({ code }) => code));
  expect(different.size).toBeGreaterThanOrEqual(25);
  // What cannot stand in the same page as the rest is tried in rules.test.ts.
  const elsewhere = ['script-missing', 'plan-json'];
  expect([...different, ...elsewhere].sort()).toEqual(Object.keys(codes).sort());
});

test('it is found at the same places when lines end as on Windows', () => {
  const text = read('mistakes.html').replaceAll('\n', '\r\n');
  expect(places(check({ 'mistakes.html': `\uFEFF${text}` }))).toEqual(expected);
});

test('each says what is wrong, why it matters and what to do, in sentences', () => {
  for (const { message, advice, code } of check({ 'mistakes.html': read('mistakes.html') })
    .findings) {
    for (const text of [message, advice]) {
      expect(text, code).toMatch(/^[A-Z"<\w][^]*[.?]$/);
      expect(text, code).not.toMatch(/undefined|null|NaN|\[object/);
    }
    expect(message.length + advice.length, code).toBeLessThan(400);
  }
});
