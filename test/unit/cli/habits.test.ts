import { spawnSync } from 'node:child_process';
import { describe, expect, test, vi } from 'vitest';
import { createProgress } from '../../../src/cli/progress.js';
import { makeEvents, toNdjson } from '../../support/events.mjs';
import { crowd, openFolder, type Command } from './command.js';

/* What all commands have in common. A new command is a new row. */

interface Row {
  readonly name: string;
  /** Something that it has nothing to say against, from the standard input. */
  readonly fine: readonly [args: string, input: string];
  /** Something that has a bad answer. */
  readonly bad: readonly [args: string, input: string];
  /** What it says of a file that is not there. */
  readonly missing: string;
  /** Makes it print more than a pipe takes at once. */
  readonly long: readonly [args: string, input: string];
}

const wrong = '<p hidden data-tb-for="returning,mobile">x</p>';
const rows: readonly Row[] = [
  {
    name: 'report',
    fine: ['report -', toNdjson([...crowd('a', 9, 3), ...crowd('b', 9, 3)])],
    bad: ['report -', ''],
    missing: 'there is no file missing.ndjson',
    long: ['report - --json', toNdjson([...makeEvents(2000)].map(spread))],
  },
  {
    name: 'check',
    fine: ['check -', '<p>nothing is marked here</p>'],
    bad: ['check -', wrong],
    missing: 'no file matches missing.ndjson',
    long: ['check -', wrong.repeat(2000)],
  },
  {
    name: 'replay',
    fine: ['replay -', '{"visits":{"count":3}}'],
    bad: ['replay -', 'x'],
    missing: 'there is no file missing.ndjson',
    long: ['replay - --json --plan plan.json', '{}'],
  },
];

/** Each event in an experiment of its own, as far as that goes. */
function spread(event: Record<string, unknown>, index: number): Record<string, unknown> {
  return { ...event, ...(event['type'] === 'exposure' && { exp: `b${index % 200}:new` }) };
}

function open(): Command {
  const command = openFolder();
  const segments = Array.from({ length: 150 }, (_, n) => ({
    ...{ id: `s${n}`, when: { 'visits.count': { $gte: n + 1 } } },
  }));
  command.write('plan.json', JSON.stringify({ segments }));
  return command;
}

describe.each(rows)('$name', ({ name, fine, bad, missing, long }) => {
  test('help fits a screen, and shows how it is used', () => {
    const { code, out, err } = open().run(`${name} --help`);
    expect({ code, err }).toEqual({ code: 0, err: '' });
    const lines = out.trimEnd().split('\n');
    expect(lines.length).toBeLessThanOrEqual(25);
    for (const line of lines) expect(line.length, line).toBeLessThanOrEqual(80);
    const examples = lines.slice(lines.indexOf('Examples:'));
    expect(examples.filter((line) => line.includes(`tailorbird ${name} `)).length).toBe(3);
    expect(examples.join('\n')).toMatch(/Exit code: 0; 1 .*; 2 if the command was wrong\./);
  });

  test('reads the standard input; 0 if all is well', () => {
    const { code, err } = open().run(...fine);
    expect({ code, err }).toEqual({ code: 0, err: '' });
  });

  test('1 if the answer is bad', () => expect(open().run(...bad).code).toBe(1));

  test.each([
    ['an option that is none', ' --nonsense -', "unknown option '--nonsense'"],
    ['a file that is not there', ' missing.ndjson', missing],
  ])('2 for %s, and why in one sentence', (_, args, why) => {
    const { code, out, err } = open().run(`${name}${args}`);
    expect({ code, out }).toEqual({ code: 2, out: '' });
    expect(err).toContain(why);
    expect(err.trimEnd().split('\n')).toHaveLength(1);
  });

  test('colours come on terminals alone, and never with NO_COLOR', () => {
    const { run } = open();
    const [args, input] = name === 'report' ? fine : bad[1] === 'x' ? fine : bad;
    const { out } = run(args, input);
    expect(out).not.toContain('\u001b');
    expect(run(args, input, { FORCE_COLOR: '1' }).out).toContain('\u001b[');
    expect(run(args, input, { FORCE_COLOR: '1', NO_COLOR: '1' }).out).toBe(out);
  });

  test('whoever has seen enough may close the pipe', () => {
    const { folder, run } = open();
    const [args, input] = long;
    expect(run(args, input).out.length).toBeGreaterThan(100_000);
    const cli = new URL('../../../dist/cli.js', import.meta.url).pathname;
    const command = `"$0" "${cli}" ${args} | head -n 1`;
    const { stdout, stderr } = spawnSync('sh', ['-c', command, process.execPath], {
      ...{ cwd: folder, input, encoding: 'utf8' },
    });
    expect(stdout.split('\n')).toHaveLength(2);
    expect(stderr).not.toMatch(/EPIPE|Error|\n +at /);
  });
});

describe('without a command', () => {
  test('the help names every command, with examples', () => {
    const { code, out, err } = open().run('--help');
    expect({ code, err }).toEqual({ code: 0, err: '' });
    const lines = out.trimEnd().split('\n');
    expect(lines.length).toBeLessThanOrEqual(25);
    for (const line of lines) expect(line.length, line).toBeLessThanOrEqual(80);
    for (const { name } of rows) {
      expect(out).toMatch(new RegExp(`^  ${name} `, 'm'));
      expect(out).toContain(`  tailorbird ${name} `);
    }
  });

  test('nothing at all, or what is no command: 2', () => {
    const { run } = open();
    const bare = spawnSync(process.execPath, [
      new URL('../../../dist/cli.js', import.meta.url).pathname,
    ]);
    expect({ code: bare.status, out: String(bare.stdout) }).toEqual({ code: 2, out: '' });
    expect(String(bare.stderr)).toContain('Usage: tailorbird');
    const { code, err } = run('nonsense');
    expect(code).toBe(2);
    expect(err).toContain("unknown command 'nonsense'");
    expect(run('chek').err).toContain('Did you mean check?');
  });

  test('the version is the package’s', () => {
    expect(open().run('--version')).toEqual({
      ...{ code: 0, err: '' },
      out: expect.stringMatching(/^\d+\.\d+\.\d+\n$/) as string,
    });
  });
});

describe('progress', () => {
  function work(seconds: number, isTTY: boolean): string {
    let [now, told] = [0, ''];
    const clock = vi.spyOn(performance, 'now').mockImplementation(() => now);
    const out = { isTTY, write: (text: string) => Boolean((told += text)) };
    const progress = createProgress(out as unknown as NodeJS.WriteStream, ['line', 'read'], 1);
    for (let step = 0; step < 10; step++) {
      now += seconds * 100;
      progress.step();
    }
    progress.done();
    clock.mockRestore();
    return told;
  }

  test('work of less than a second is done in silence', () => {
    expect(work(0.9, true)).toBe('');
    expect(work(0.9, false)).toBe('');
  });

  test('work of more is told: as it goes on a terminal, once in a log', () => {
    expect(work(4, true)).toMatch(
      // eslint-disable-next-line no-control-regex
      /^\r\d lines? read …(\r\d+ lines read …)+\r\u001b\[K10 lines read in 4\.0 s\n$/,
    );
    expect(work(4, false)).toBe('10 lines read in 4.0 s\n');
  });
});
