import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { openFolder } from '../command.js';

const text = readFileSync(new URL('../../../../docs/replay.md', import.meta.url), 'utf8');
const readme = readFileSync(new URL('../../../../README.md', import.meta.url), 'utf8');
const block = (language: string): string =>
  new RegExp(`\`\`\`${language}\\n(.*?)\`\`\``, 's').exec(text)![1]!;

function open() {
  const command = openFolder();
  command.write('index.html', block('html'));
  command.write('mix.json', block('json'));
  command.write('visitors.ndjson', block('ndjson'));
  return command;
}

test('the worked example gives the numbers that are shown', () => {
  const { code, out } = open().run('replay --synthesize 10000 --mix mix.json index.html');
  expect(code).toBe(0);
  expect(out).toBe(block('text'));
});

test('the README shows a part of them', () => {
  const [, section = ''] = readme.split('## How many is it for?');
  const [, shown = ''] = /```text\n(.*?)```/s.exec(section) ?? [];
  expect(shown.length).toBeGreaterThan(100);
  expect(block('text')).toContain(shown);
});

test('without the mix, enterprise buyers cannot be told', () => {
  const { out } = open().run('replay --synthesize 100 index.html');
  expect(out).toMatch(/\n {2}enterprise +0 +0\.00% +100\.00% +\?\n/);
  expect(out).toContain('signals that visitors do not tell:\ntraits.company.employee_count');
});

test('recorded visitors are read, by dotted paths too', () => {
  const { run } = open();
  const { out } = run('replay visitors.ndjson index.html');
  expect(out).toMatch(/regular\+country:DE +1 /);
  expect(out).toMatch(/cannot be said +1 /);
  expect(out).not.toContain('Left out');
});

test('every option and every field of the JSON is named', () => {
  const { run } = open();
  const { out } = run('replay --help');
  for (const [option] of out.matchAll(/--[a-z-]+/g)) {
    if (option !== '--help') expect(text).toContain(option);
  }
  const fields = (value: unknown): string[] =>
    typeof value === 'object' && value !== null
      ? [
          ...(Array.isArray(value) ? [] : Object.keys(value)),
          ...Object.values(value).flatMap(fields),
        ]
      : [];
  const reports = ['replay --json visitors.ndjson index.html', 'replay --json -'].map(
    (args) => JSON.parse(run(args, 'x\n{}').out) as { from: unknown },
  );
  for (const report of reports) {
    for (const field of fields(report)) expect(text).toContain(`\`${field}\``);
  }
});
