import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { renderText } from '../../../../src/cli/check/render-text.js';
import { check } from './checking.js';

const mistakes = readFileSync(new URL('../../../check/mistakes.html', import.meta.url), 'utf8');
const result = check({ 'mistakes.html': mistakes });

test('keeps to the width of a terminal', () => {
  for (const width of [40, 80, 120]) {
    const text = renderText(result, { colors: false, width });
    const long = text.split('\n').filter((line) => line.length > width);
    // What has no spaces cannot be broken.
    expect(long.filter((line) => line.trim().includes(' ') && width > 40)).toEqual([]);
    expect(text).toContain('\n  → ');
  }
});

test('elsewhere a finding is a line, for editors and grep', () => {
  const lines = renderText(result, { colors: false, width: undefined }).trimEnd().split('\n');
  expect(lines).toHaveLength(result.findings.length + 1);
  for (const line of lines.slice(0, -1)) {
    expect(line).toMatch(
      /^mistakes\.html:\d+:\d+ {2}[a-z-]+ {2}(error|warning|hint): .+[.?] {2}.+$/,
    );
  }
});
