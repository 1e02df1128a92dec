import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { parsePlan } from '../../../src/core.js';
import * as stats from '../../../src/stats.js';
import { withClaims } from '../../support/readme.js';
import { openFolder } from './command.js';

const text = readFileSync(new URL('../../../docs/report.md', import.meta.url), 'utf8');
const blocks = (language: string): string[] =>
  [...text.matchAll(new RegExp(`\`\`\`${language}\\n(.*?)\`\`\``, 'gs'))].map(([, code]) => code!);

test('the worked example gives the table that is shown', () => {
  const [program] = blocks('js');
  const events = execFileSync(process.execPath, ['--input-type=module', '-e', program!], {
    encoding: 'utf8',
    maxBuffer: 1e8,
  });
  const { run, write } = openFolder();
  write('events.ndjson', events);
  const { code, out } = run('report events.ndjson');
  expect(code).toBe(0);
  expect(out).toBe(blocks('text')[0]);
});

test('the plan has no mistake', () => {
  for (const plan of blocks('json')) expect(parsePlan(plan).problems).toEqual([]);
});

test('calls answer what is said of them', () => {
  const body = withClaims(blocks('js')[1]!.replace(/^import .*$/m, ''));
  const claims: [unknown, unknown][] = [];
  // eslint-disable-next-line @typescript-eslint/no-implied-eval
  const run = new Function('claims', 'compare', 'sampleRatio', body) as (...all: unknown[]) => void;
  run(claims, stats.compare, stats.sampleRatio);
  expect(claims).toHaveLength(3);
  for (const [actual, expected] of claims) expect(actual).toEqual(expected);
});

test('every option is named', () => {
  const { out } = openFolder().run('report --help');
  for (const [option] of out.matchAll(/--[a-z]+/g))
    if (option !== '--help') expect(text).toContain(option);
});
