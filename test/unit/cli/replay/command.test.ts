import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import type { ReplayReport } from '../../../../src/cli/replay/result.js';
import { openFolder, type Command } from '../command.js';

const gold = (count: number): string =>
  JSON.stringify({ segments: [{ id: 'gold', when: { 'visits.count': { $gte: count } } }] });
const block =
  '<div data-tb-block="b"><template data-tb-for="gold">x</template><template data-tb-for="mobile">z</template>y</div>';
const page = (head = ''): string =>
  `<!doctype html><html lang="en"><head>${head}<script src="tailorbird.min.js"></script></head><body>${block}</body></html>`;
const inline = (plan: string): string =>
  `<script type="application/json" data-tb-plan>${plan}</script>`;
const visitors = [1, 2, 3, 4]
  .map((count) => JSON.stringify({ visits: { count }, device: { type: 'desktop' } }))
  .join('\n');

function open(files: Readonly<Record<string, string>>): Command {
  const command = openFolder();
  for (const [name, text] of Object.entries(files)) command.write(name, text);
  return command;
}

function json({ run }: Command, args: string, input?: string): ReplayReport {
  const { code, out, err } = run(`replay --json ${args}`, input);
  if (code !== 0) throw new Error(`exit code ${code}: ${err}`);
  return JSON.parse(out) as ReplayReport;
}

/** How many see the variant for `gold`. */
const golden = ({ blocks }: ReplayReport): number => blocks[0]!.variants[0]!.visitors;

describe('which plan', () => {
  const files = {
    'v.ndjson': visitors,
    'two.json': gold(2),
    'bare.html': page(),
    'own.html': page(inline(gold(3))),
    'named.html': page().replace('<script src', '<script data-tb-plan="two.json?v=1" src'),
    'far.html': page().replace('<script src', '<script data-tb-plan="https://a.example/p" src'),
  };

  test('the one of the command line, of the page, of the file that the page names', () => {
    const command = open(files);
    const found = [
      'bare.html --plan two.json',
      'own.html --plan two.json',
      'own.html',
      'named.html',
    ]
      .map((args) => json(command, `v.ndjson ${args}`))
      .map((report) => [golden(report), report.plan]);
    expect(found).toEqual([
      [3, 'two.json'],
      [3, 'two.json'],
      [2, 'own.html'],
      [3, 'two.json'],
    ]);
  });

  test('that is somewhere else leaves its segments unknown', () => {
    const { blocks, notes } = json(open(files), 'v.ndjson far.html');
    expect(blocks[0]).toMatchObject({ unknown: 4, default: 0 });
    expect(notes).toEqual([expect.stringContaining('no plan that can be read here')]);
  });

  test('without any, segments that nobody defined never match, and that is told', () => {
    const { blocks, plan, notes } = json(open(files), 'v.ndjson bare.html');
    expect(plan).toBeUndefined();
    expect(blocks[0]).toMatchObject({ unknown: 0, default: 4 });
    expect(notes).toEqual(['b: "gold" never matches (unknown-segment).']);
  });

  test('with mistakes: what is valid counts, the rest is told', () => {
    const plan =
      '{"deadline":"soon","segments":[{"id":"gold","when":{"visits.count":{"$gte":2}}}]}';
    const report = json(
      open({ ...files, 'plan.json': plan }),
      'v.ndjson bare.html --plan plan.json',
    );
    expect(golden(report)).toBe(3);
    expect(report.notes[0]).toMatch(/^plan\.json, \$\.deadline: expected .* \(plan-value\)\.$/);
  });
});

describe('visitors', () => {
  test('from files, from the standard input, from both', () => {
    const command = open({ 'a.ndjson': visitors, 'b.jsonl': `\uFEFF${visitors}\r\n` });
    expect(json(command, 'a.ndjson b.jsonl').visitors).toBe(8);
    expect(json(command, '-', visitors).visitors).toBe(4);
    expect(json(command, 'a.ndjson -', `\n\n${visitors}\n`).visitors).toBe(8);
  });

  test('lines that cannot be read are counted, the first ones shown with their place', () => {
    const broken = ['x', '[]', '{"visits":{"count":"3"}}', '1', 'y', 'z', 'w'].join('\n');
    const command = openFolder();
    const input = `${visitors}\n${broken}\n${'x'.repeat(300_000)}\n${visitors}`;
    const report = json(command, '-', input);
    expect(report).toMatchObject({ visitors: 8, badLines: 8 });
    expect(report.bad.map(({ line, why }) => `${line} ${why}`)).toEqual([
      '5 not JSON',
      '6 not a JSON object',
      '7 "visits.count" should be a whole number from 1, found "3"',
      '8 not a JSON object',
      '9 not JSON',
    ]);
    const { out } = command.run('replay -', input);
    expect(out).toContain('Left out: 8 lines that could not be read.\n  stdin:5: not JSON\n');
    expect(out).toContain('… and 3 more');
  });

  test.each<[string, string | Buffer, string]>([
    [
      'gzip',
      gzipSync(visitors),
      'v:1: compressed: unpack it first, zcat FILE | tailorbird replay -',
    ],
    ['UTF-16', Buffer.from(`\ufeff${visitors}`, 'utf16le'), 'v:1: UTF-16: save it as UTF-8'],
    ['a JSON list', `[\n${visitors}\n]`, 'v:1: a JSON list: write one object a line'],
    ['NUL', '\0\0\n\0', 'v:1: not JSON'],
  ])('%s: what to do is said', (_, content, message) => {
    const { run, folder } = openFolder();
    writeFileSync(join(folder, 'v'), content);
    const { code, out, err } = run('replay v');
    if (typeof content === 'string' && content.startsWith('[')) expect(out).toContain(message);
    else
      expect({ code, err }).toEqual({ code: 1, err: expect.stringContaining(message) as string });
  });

  test('an empty file: nothing to replay', () => {
    const { code, out, err } = openFolder().run('replay -', '\n\n');
    expect({ code, out }).toEqual({ code: 1, out: '' });
    expect(err).toContain('Nothing to replay: no visitor');
  });
});

describe('the command line', () => {
  test.each([
    ['replay', 'name a file of visitors, or make some up: --synthesize 10000'],
    ['replay a.html', 'name a file of visitors'],
    ['replay missing.ndjson', 'there is no file missing.ndjson'],
    ['replay v.ndjson missing.html', 'there is no file missing.html'],
    ['replay v.ndjson a.html b.html', 'one page at a time, not a.html and b.html'],
    ['replay v.ndjson --synthesize 10', 'either visitors of v.ndjson or --synthesize'],
    ['replay --synthesize many', 'a whole number from 1 to 10,000,000'],
    ['replay --synthesize 0', 'a whole number'],
    ['replay --synthesize 10 --seed -1', 'a whole number from 0'],
    ['replay --synthesize 10 --mix missing.json', 'there is no mix missing.json'],
    ['replay --synthesize 10 --mix v.ndjson', 'the mix v.ndjson: is not JSON'],
    ['replay v.ndjson --mix v.ndjson', 'add --synthesize 10000'],
    ['replay v.ndjson --plan missing.json', 'there is no plan missing.json'],
    ['replay v.ndjson --plan v.ndjson', 'the plan in v.ndjson cannot be read'],
    ['replay v.ndjson picture.html', 'picture.html is no text'],
  ])('%s: exit code 2 and why', (args, message) => {
    const files = { 'v.ndjson': visitors, 'a.html': page(), 'b.html': page() };
    const { code, out, err } = open({ ...files, 'picture.html': '\x89PNG\0\0' }).run(args);
    expect({ code, out }).toEqual({ code: 2, out: '' });
    expect(err).toContain(message);
    expect(err).not.toMatch(/\n +at /);
  });
});

describe('what is printed', () => {
  const long = 'a-segment-with-quite-a-long-name-that-goes-on-and-on';
  const plan = JSON.stringify({
    segments: [
      { id: long, name: 'Long', when: { 'visits.count': { $gte: 2 } } },
      ...Array.from({ length: 12 }, (_, n) => ({
        id: `s${n}`,
        when: { 'time.hour': { $gte: n } },
      })),
    ],
  });
  const body = `<div data-tb-block="${'b'.repeat(60)}"><template data-tb-for="${long}+country:DE+mobile+s1+s2+s3 ${long}">x</template>y</div>`;

  test('keeps to 80 columns, and colours to terminals', () => {
    const { run } = open({ 'plan.json': plan, 'a.html': body });
    const args = 'replay --synthesize 500 --plan plan.json a.html';
    const { out } = run(args);
    for (const line of out.split('\n')) expect(line.length, line).toBeLessThanOrEqual(80);
    expect(out).toContain('The first 9 of 14; --json has every one.');
    expect(out).not.toContain('\u001b');
    expect(run(args, '', { FORCE_COLOR: '1' }).out).toContain('\u001b[');
    expect(run(args, '', { FORCE_COLOR: '1', NO_COLOR: '1' }).out).toBe(out);
  });

  test('cannot rewrite the terminal', () => {
    const evil = '\u001b[31m\u202eevil\u0007';
    const line = JSON.stringify({ [evil]: 1, geo: { country: evil } });
    const { run } = open({
      'a.html': `<div data-tb-block="${evil}"><template data-tb-for="a${evil}">x</template>y</div>`,
    });
    const { out } = run('replay - a.html', `${line}\n{"${'x'.repeat(9)}":1}`);
    expect(out).toContain('1 visitor from -.');
    // eslint-disable-next-line no-control-regex
    expect(out).not.toMatch(/[\0-\u0009\u000b-\u001f\u007f\u202e]/);
  });

  test('tells what the mix is, and nothing of it where visitors were recorded', () => {
    const { run } = open({ 'v.ndjson': visitors });
    expect(run('replay --synthesize 9').out).toContain('  device.type     mobile 58%, desktop 39%');
    expect(run('replay v.ndjson').out).not.toContain('58%');
  });

  test('blocks that a template computes are left out, and that is told', () => {
    const { run } = open({ 'v.ndjson': visitors, 'a.liquid': block.replace('gold', '{{ who }}') });
    const { out } = run('replay v.ndjson a.liquid');
    expect(out).toContain(
      '1 block or element left out, since a template computes whom they are for.',
    );
  });
});
