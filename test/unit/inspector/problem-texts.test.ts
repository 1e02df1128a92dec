import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { advice } from '../../../src/inspector/problem-texts.js';

/** What docs/problems.md says to do about what is told in the browser, by code, as text. */
const documented = new Map(
  readFileSync(new URL('../../../docs/problems.md', import.meta.url), 'utf8')
    .split(/^### /m)
    .slice(1)
    .filter((section) => /^_.*told in the browser\._/im.test(section))
    .map((section) => [
      /^\S+/.exec(section)![0],
      /\*\*What to do:\*\* (.*)/.exec(section)![1]!.replaceAll('`', ''),
    ]),
);

test('the inspector has advice for every code that a browser tells, and for no other', () => {
  expect(documented.size).toBeGreaterThan(20);
  expect(Object.keys(advice).sort()).toEqual([...documented.keys()].sort());
});

test.each([...documented])('%s: the advice is how docs/problems.md begins', (code, text) => {
  expect(advice[code]).toMatch(/\.$/);
  // A whole sentence of it: the page may go on after that.
  expect(`${text} `.startsWith(`${advice[code]} `), text).toBe(true);
});
