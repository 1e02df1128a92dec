import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import { toCsv, toNdjson } from '../../support/events.mjs';
import { crowd, exposure, goal, openFolder } from './command.js';

const fine = toNdjson([...crowd('a', 30, 9), ...crowd('b', 30, 6)]);

describe('lines that cannot be read', () => {
  test('are counted, the first ones shown with their place and why, and the report comes', () => {
    const { run, report } = openFolder();
    const broken = [
      'not json',
      '[1,2]',
      'null',
      '{"v":1,"type":"pageview","id":"x","ts":1,"visitor":"v"}',
      JSON.stringify({ ...exposure('v', 'a'), v: 2 }),
      JSON.stringify({ ...exposure('v', 'a'), ts: 'yesterday' }),
      JSON.stringify({ ...exposure('v', 'a'), ts: 1e300 }),
      JSON.stringify({ ...exposure('v', 'a'), arm: 'constructor' }),
      JSON.stringify({ ...exposure('v', 'a'), visitor: '' }),
      JSON.stringify({ ...exposure('v', 'a'), exp: undefined }),
      JSON.stringify({ ...goal('v'), value: 'a lot' }),
      JSON.stringify({ ...goal('v'), goal: {} }),
      JSON.stringify({ ...goal('a1'), value: 1e200 }),
      JSON.stringify({ ...goal('a2'), value: -1e13 }),
      '{"__proto__":{"v":1,"type":"goal","id":"y","ts":1,"visitor":"v","goal":"signup"}}',
    ];
    const events = `${fine}\n\n${broken.join('\n')}`;
    const found = report('-', events);
    expect(found.events).toMatchObject({ badLines: broken.length, exposures: 60, goals: 15 });
    expect(found.events.bad).toEqual([
      { file: 'stdin', line: 78, why: 'not JSON' },
      { file: 'stdin', line: 79, why: 'not a JSON object' },
      { file: 'stdin', line: 80, why: 'not a JSON object' },
      { file: 'stdin', line: 81, why: 'unknown type "pageview"' },
      { file: 'stdin', line: 82, why: '"v" should be 1, found 2' },
    ]);
    const { code, out } = run('report -', events);
    expect(code).toBe(0);
    expect(out).toContain('Left out: 15 lines that could not be read.');
    expect(out).toContain('stdin:82: "v" should be 1, found 2');
    expect(out).toContain('… and 10 more');
    expect(report('-', fine).experiments).toEqual(found.experiments);
  });

  test('in CSV spoil nothing but themselves', () => {
    const { report } = openFolder();
    const [head, ...rows] = toCsv([exposure('v1', 'a'), exposure('v2', 'b'), goal('v1')])
      .trim()
      .split('\n');
    const broken = [
      '1,exposure',
      `"${rows[0]}`,
      `${rows[0]},more`,
      rows[1]!.replace('exposure', '"ex"posure"'),
    ];
    const found = report('-', [head, ...broken, ...rows].join('\n'));
    expect(found.events).toMatchObject({ badLines: 4, exposures: 2, goals: 1 });
    expect(found.events.bad[0]).toEqual({ file: 'stdin', line: 2, why: '2 columns instead of 15' });
  });

  test('without an end do not fill the memory', () => {
    const { report } = openFolder();
    const found = report(
      '-',
      `${fine}${'x'.repeat(3_000_000)}\n${toNdjson([exposure('last', 'a')])}`,
    );
    expect(found.events).toMatchObject({ badLines: 1, exposures: 61 });
    expect(found.events.bad[0]!.why).toBe('longer than 100,000 characters');
  });
});

describe('files that are no lines of text', () => {
  test.each([
    ['gzip', gzipSync(fine), 'events:1: compressed: unpack it first, zcat FILE'],
    ['zip', 'PK\u0003\u0004', 'events:1: compressed: unpack it first'],
    ['UTF-16', Buffer.from(`\ufeff${fine}`, 'utf16le'), 'events:1: UTF-16: save it as UTF-8'],
  ])('%s: what to do is said', (_, content, message) => {
    const { run, folder } = openFolder();
    writeFileSync(join(folder, 'events'), content);
    const { code, err } = run('report events');
    expect(code).toBe(1);
    expect(err).toContain(message);
  });
});

describe('hostile names', () => {
  const name =
    '</td><script>alert(1)</script><img src=x onerror="alert(1)">&\u001b[31m\u202e\'"\n\0';
  const events = toNdjson([
    exposure('v1', 'a', { exp: name, segment: name }),
    exposure('v2', 'b', { exp: name, segment: '__proto__' }),
    exposure('v3', 'b', { exp: '__proto__', variant: '__proto__' }),
    goal('v1', name),
    goal('v2', '__proto__'),
  ]);

  test('stay text in the page', () => {
    const { run, read } = openFolder();
    expect(run('report - --html report.html', events).code).toBe(0);
    const page = read('report.html');
    expect(page).toContain(
      '&lt;/td&gt;&lt;script&gt;alert(1)&lt;/script&gt;&lt;img src=x onerror=&quot;',
    );
    expect(page.match(/<(script|img|a|iframe|link|object)\b/g)).toBeNull();
    expect(page).not.toMatch(/\son\w+="?alert/);
    for (const mark of ['\0', '\u001b', '\u202e']) expect(page).not.toContain(mark);
  });

  test('cannot rewrite the terminal', () => {
    const { run } = openFolder();
    const { code, out } = run('report -', events);
    expect(code).toBe(0);
    // eslint-disable-next-line no-control-regex
    expect(out).not.toMatch(/[\0-\u0009\u000b-\u001f\u007f\u202e]/);
  });

  test('are experiments, variants and goals like any other', () => {
    const { report } = openFolder();
    const { experiments } = report('-', events);
    expect(experiments.map(({ experiment }) => experiment)).toEqual([name, '__proto__']);
    expect(experiments[0]!.results.map((result) => result.goal)).toContain('__proto__');
  });
});

describe('the command line', () => {
  test.each([
    ['report', 'missing required argument'],
    ['report --nonsense -', 'unknown option'],
    ['report missing.ndjson', 'there is no file missing.ndjson'],
    ['report .', 'there is no file .'],
    ['report - --plan missing.json', 'there is no plan missing.json'],
    ['report - --html missing/report.html', 'cannot write missing/report.html'],
    ['nonsense', 'unknown command'],
  ])('%s: exit code 2 and why', (args, message) => {
    const { code, err } = openFolder().run(args, fine);
    expect(code).toBe(2);
    expect(err).toContain(message);
    expect(err).not.toMatch(/\n +at /);
  });

  test.each([
    ['an empty file', ''],
    ['goals alone', toNdjson([goal('v')])],
    ['noise', 'a\nb\n'],
  ])('nothing to report from %s: exit code 1', (_, input) => {
    const { code, out, err } = openFolder().run('report -', input);
    expect({ code, out }).toEqual({ code: 1, out: '' });
    expect(err).toContain('Nothing to report');
  });

  test('help fits a screen, and says how it is used', () => {
    const { code, out } = openFolder().run('report --help');
    expect(code).toBe(0);
    expect(out.trimEnd().split('\n').length).toBeLessThanOrEqual(24);
    for (const line of out.split('\n')) expect(line.length).toBeLessThanOrEqual(80);
    expect(out).toContain('tailorbird report events.ndjson');
  });

  test('its version is the package’s', () => {
    expect(openFolder().run('--version').out).toMatch(/^\d+\.\d+\.\d+\n$/);
  });

  test('a table keeps to 80 columns, and colours to terminals', () => {
    const { run } = openFolder();
    const events = toNdjson([
      ...crowd('a', 30, 9, { segment: 'a segment with quite a long name that goes on and on' }),
      ...crowd('b', 3000, 6),
      ...crowd('holdout', 300, 3),
    ]);
    const { out } = run('report -', events);
    for (const line of out.split('\n')) expect(line.length, line).toBeLessThanOrEqual(80);
    expect(out).not.toContain('\u001b');
    expect(run('report -', events, { FORCE_COLOR: '1' }).out).toContain('\u001b[');
    expect(run('report -', events, { FORCE_COLOR: '1', NO_COLOR: '1' }).out).toBe(out);
  });
});
