import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { openFolder, type Command } from '../command.js';
import { page } from './checking.js';

const wrong = page('<div data-tb-block="b"><template data-tb-for="retruning">x</template>y</div>');
const fine = page('<div data-tb-block="b"><template data-tb-for="returning">x</template>y</div>');
const warned = page('<p data-tb-text="traits.firstName"></p>');

/** A folder with pages in it, by their paths. */
function open(files: Readonly<Record<string, string>>): Command {
  const command = openFolder();
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(join(command.folder, path, '..'), { recursive: true });
    command.write(path, text);
  }
  return command;
}

describe('which files', () => {
  test('one by its name: place, code, what is wrong, what to do', () => {
    const { code, out, err } = open({ 'index.html': wrong }).run('check index.html');
    expect({ code, err }).toEqual({ code: 1, err: '' });
    expect(out).toBe(
      'index.html:3:53  unknown-segment  error: Nobody defined the segment "retruning", so nobody is in it, ' +
        'and nobody is "!retruning" either.  Did you mean "returning"?\n1 page checked: 1 error.\n',
    );
  });

  test('a folder, without node_modules', () => {
    const { run } = open({
      'site/index.html': wrong,
      'site/deep/page.liquid': wrong,
      'site/readme.txt': wrong,
      'site/node_modules/a/index.html': wrong,
    });
    const { out } = run('check site');
    expect(out.match(/^\S+?(?=:\d)/gm)).toEqual(['site/deep/page.liquid', 'site/index.html']);
    expect(run('check .').out).toContain('\nsite/index.html:3:53');
  });

  test('globs, which take a file once', () => {
    const { run } = open({ 'a.html': wrong, 'b.htm': wrong, 'c/d.html': wrong });
    const { out } = run('check **/*.{html,htm} a.html');
    expect(out.match(/^\S+?(?=:\d)/gm)).toEqual(['a.html', 'b.htm', 'c/d.html']);
    expect(out).toContain('3 pages checked: 3 errors.');
  });

  test('one that is called like a glob', () => {
    expect(open({ '[slug].astro': wrong }).run('check [slug].astro').out).toContain(
      '[slug].astro:3',
    );
  });

  test('the standard input', () => {
    const { code, out } = openFolder().run('check -', wrong);
    expect(code).toBe(1);
    expect(out).toContain('<stdin>:3:53  unknown-segment');
  });
});

describe('exit codes', () => {
  test.each<[string, string, number]>([
    ['nothing wrong', 'check fine.html', 0],
    ['a warning', 'check warned.html', 0],
    ['a warning more than allowed', 'check warned.html --max-warnings 0', 1],
    ['as many warnings as allowed', 'check warned.html --max-warnings 1', 0],
    ['an error', 'check wrong.html', 1],
    ['an empty file', 'check empty.html', 0],
  ])('%s', (_, args, expected) => {
    const files = {
      'fine.html': fine,
      'warned.html': warned,
      'wrong.html': wrong,
      'empty.html': '',
    };
    expect(open(files).run(args).code).toBe(expected);
  });

  test.each([
    ['check', "missing required argument 'files'"],
    ['check --nonsense a.html', 'unknown option'],
    ['check --format xml a.html', 'Allowed choices are text, json, sarif'],
    ['check --max-warnings some a.html', 'a whole number'],
    ['check missing.html', 'no file matches missing.html'],
    ['check src/**/*.html', 'no file matches src/**/*.html'],
    ['check empty', 'there is no page in empty'],
    ['check picture.png', 'picture.png is no text'],
    [
      'check p.json',
      'p.json is no page. A plan is checked with its pages: tailorbird check index.html --plan p.json',
    ],
    ['check broken.json', 'broken.json is no page. A plan'],
    ['check a.html plan.txt', 'plan.txt is no page. A plan'],
    ['check v.ndjson', 'v.ndjson is no page. Visitors are replayed: tailorbird replay v.ndjson'],
    ['check v.txt', 'v.txt is no page. Visitors'],
    ['check a.html --plan missing.json', 'there is no plan missing.json'],
    ['check a.html --plan empty', 'there is no plan empty'],
  ])('%s: 2, and why', (args, message) => {
    const command = open({
      ...{ 'a.html': fine, 'empty/readme.txt': '', 'picture.png': '\x89PNG\0\0' },
      ...{ 'p.json': '{"holdout":5}', 'broken.json': '{"holdout":', 'plan.txt': '{"holdout":5}' },
      ...{ 'v.ndjson': '{}\n', 'v.txt': '{"visits":{"count":1}}\n{"visits":{"count":2}}\n' },
    });
    const { code, err } = command.run(args);
    expect(code).toBe(2);
    expect(err).toContain(message);
    expect(err).not.toMatch(/\n +at /);
  });
});

test('a plan is no page on the standard input either', () => {
  expect(openFolder().run('check -', '{"segments":[]}')).toMatchObject({
    code: 2,
    err: 'tailorbird: the standard input is no page. A plan is checked with its pages: tailorbird check index.html --plan FILE\n',
  });
});

test('of a glob, what is no page is left out, and that is told', () => {
  const { run } = open({ 'a.html': fine, 'b.json': '{}', 'c.ndjson': '{}\n{}' });
  expect(run('check *')).toEqual({
    code: 0,
    out: '1 page checked: no problem found.\n',
    err: '2 files left out, being no pages.\n',
  });
});

describe('plans', () => {
  const block = '<div data-tb-block="b"><template data-tb-for="gold">x</template>y</div>';
  const gold = '{"segments":[{"id":"gold","when":{"visits.count":{"$gte":9}}}]}';
  const named = (address: string): string =>
    page(block).replace('<script src', `<script data-tb-plan="${address}" src`);

  test('of the command line, for pages without one', () => {
    const { run } = open({ 'a.html': page(block), 'plan.json': gold });
    expect(run('check a.html').code).toBe(1);
    expect(run('check a.html --plan plan.json')).toMatchObject({
      code: 0,
      out: '1 page checked: no problem found.\n',
    });
  });

  test('by address: beside the page, or at the site’s root', () => {
    const { run } = open({
      'plan.json': gold,
      'site/plan.json': gold,
      'site/shop/a.html': named('/plan.json?v=2'),
      'site/b.html': named('plan.json'),
    });
    const { code, out } = run('check site');
    expect({ code, out }).toEqual({ code: 0, out: '2 pages checked: no problem found.\n' });
  });

  test('that is somewhere else: what is taken for granted is told', () => {
    for (const address of ['/there.json', 'https://a.example/plan.json', '../../../etc/passwd']) {
      const { code, out } = open({ 'a.html': named(address) }).run('check a.html');
      expect(code).toBe(0);
      expect(out).toContain(`1 page whose plan ${address} is not here`);
    }
  });

  test('with mistakes: told once, in the plan', () => {
    const plan =
      '{\n  "deadline": "soon",\n  "segments": [{ "id": "gold", "when": { "visits.count": { "$gte": 9 } } }]\n}';
    const { run } = open({ 'a.html': page(block), 'b.html': page(block), 'plan.json': plan });
    const { code, out } = run('check a.html b.html --plan plan.json');
    expect(code).toBe(1);
    expect(out.split('\n').filter((line) => /:\d/.test(line))).toEqual([
      expect.stringMatching(/^plan\.json:2:3 {2}plan-value {2}error: deadline: /),
    ]);
    expect(out).toMatch(/\n2 pages checked: 1 error\.\n$/);
  });

  test('that is no JSON', () => {
    const { run } = open({ 'a.html': page(block), 'plan.json': '{\n  "segments": [\n' });
    const { code, out } = run('check a.html --plan plan.json');
    expect(code).toBe(1);
    expect(out).toMatch(/^plan\.json:\d+:\d+ {2}plan-json /);
    expect(out).toContain('1 page checked: 1 error.');
  });

  test('of the command line, though the pages have their own: it is checked, and that is told', () => {
    const inline = `<script type="application/json" data-tb-plan>${gold}</script>`;
    const { run } = open({
      'a.html': page(block).replace('<script', `${inline}<script`),
      ...{ 'broken.json': '{\n  "segments": [\n', 'plan.json': gold },
    });
    const broken = run('check a.html --plan broken.json');
    expect(broken.code).toBe(1);
    expect(broken.out).toMatch(/^broken\.json:\d+:\d+ {2}plan-json /);
    const { code, out } = run('check a.html --plan plan.json');
    expect({ code, out }).toEqual({
      code: 0,
      out: 'No page takes its plan from plan.json: each has one of its own.\n1 page checked: no problem found.\n',
    });
  });

  test('of pages that share it: what no page uses is told once', () => {
    const inline = `<script type="application/json" data-tb-plan>${gold}</script>`;
    const other = page('<p hidden data-tb-for="mobile">a</p>').replace(
      '<script',
      `${inline}<script`,
    );
    const used = page(block).replace('<script', `${inline}<script`);
    const { run } = open({ 'a.html': other, 'b.html': other, 'c.html': used });
    expect(run('check a.html b.html').out.match(/segment-unused/g)).toHaveLength(1);
    expect(run('check a.html b.html c.html').out).toBe('3 pages checked: no problem found.\n');
  });
});

describe('what is printed', () => {
  test('has colours on terminals alone', () => {
    const { run } = open({ 'a.html': wrong });
    const { out } = run('check a.html');
    expect(out).not.toContain('\u001b');
    expect(run('check a.html', '', { FORCE_COLOR: '1' }).out).toContain('\u001b[');
    expect(run('check a.html', '', { FORCE_COLOR: '1', NO_COLOR: '1' }).out).toBe(out);
  });

  test('cannot rewrite the terminal', () => {
    const name = '\u001b[31m\u202eevil\u0007';
    const { out } = openFolder().run('check -', page(`<p hidden data-tb-for="a${name}">x</p>`));
    expect(out).toContain('bad-audience');
    // eslint-disable-next-line no-control-regex
    expect(out).not.toMatch(/[\0-\u0009\u000b-\u001f\u007f\u202e]/);
  });

  test('is errors alone with --quiet, and counts the rest', () => {
    const both = page(`<p data-tb-text="a.b"></p>`);
    const { out } = open({ 'a.html': both }).run('check a.html --quiet');
    expect(out).not.toContain('token-fallback');
    expect(out).toContain('unknown-signal');
    expect(out).toContain('1 page checked: 1 error, 1 warning.');
  });

  test('as JSON says the same', () => {
    const { code, out } = open({ 'a.html': wrong }).run('check a.html --format json');
    expect(code).toBe(1);
    expect(JSON.parse(out)).toEqual({
      version: 1,
      summary: { pages: 1, errors: 1, warnings: 0, hints: 0, ignored: 0 },
      assumptions: [],
      findings: [
        {
          code: 'unknown-segment',
          severity: 'error',
          file: 'a.html',
          line: 3,
          column: 53,
          endLine: 3,
          endColumn: 62,
          message: expect.stringContaining('"retruning"') as string,
          advice: 'Did you mean "returning"?',
        },
      ],
    });
  });

  test('help fits a screen, and says how it is used', () => {
    const { code, out } = openFolder().run('check --help');
    expect(code).toBe(0);
    expect(out.trimEnd().split('\n').length).toBeLessThanOrEqual(25);
    for (const line of out.split('\n')) expect(line.length).toBeLessThanOrEqual(80);
    expect(out).toContain('tailorbird check index.html');
  });
});

test('a page of five megabytes, a page that is nested deep, a plan that is', () => {
  const section =
    '<section data-tb-block="b"><template data-tb-for="returning+country:DE"><h2>a</h2></template><h2>b</h2></section>\n';
  const nested = '<div data-tb-block="x"><template data-tb-for="new">'.repeat(1000);
  const deep = `{"segments":[{"id":"a","when":${'{"$and":['.repeat(20_000)}`;
  const { run } = open({
    'large.html': page(section.repeat(40_000)),
    'nested.html': page(nested),
    'deep.html': page('<p hidden data-tb-for="a">b</p>'),
    'deep.json': deep + ']}'.repeat(20_000) + '}]}',
  });
  expect(run('check large.html').out).toContain('1 page checked: no problem found.');
  expect(run('check nested.html').out).toContain('1,000 warnings');
  const { code, err } = run('check deep.html --plan deep.json');
  expect(code).toBe(2);
  expect(err).toBe('tailorbird: deep.html, or its plan, is nested too deep to be read\n');
});
