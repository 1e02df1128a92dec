import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { onTestFinished, vi } from 'vitest';
import type { Report } from '../../../src/cli/report.js';

// Each test starts the command several times; on a busy machine that takes its time.
vi.setConfig({ testTimeout: 60_000 });

const cli = resolve(import.meta.dirname, '../../../dist/cli.js');

/** Told of work that took more than a second: on a busy machine any does. */
const progress = /^[\d,]+ \w+ \w+ in [\d.]+ s\n/m;

export interface Ran {
  readonly code: number | null;
  readonly out: string;
  readonly err: string;
}

export interface Command {
  /** The command's folder, gone after the test. */
  readonly folder: string;
  write(name: string, content: string): void;
  read(name: string): string;
  run(args: string, input?: string, env?: Record<string, string>): Ran;
  /** What `--json` prints. */
  report(args: string, input?: string): Report;
}

/** The built command in a folder of its own, as a user has it. */
export function openFolder(): Command {
  const folder = mkdtempSync(join(tmpdir(), 'tailorbird-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  const command: Command = {
    folder,
    write: (name, content) => writeFileSync(join(folder, name), content),
    read: (name) => readFileSync(join(folder, name), 'utf8'),
    run(args, input = '', env = {}) {
      const { status, stdout, stderr } = spawnSync(process.execPath, [cli, ...args.split(' ')], {
        cwd: folder,
        input,
        encoding: 'utf8',
        env: { PATH: process.env['PATH'], ...env },
      });
      return { code: status, out: stdout, err: stderr.replace(progress, '') };
    },
    report(args, input) {
      const { code, out, err } = command.run(`report --json ${args}`, input);
      if (code !== 0) throw new Error(`exit code ${code}: ${err}`);
      return JSON.parse(out) as Report;
    },
  };
  return command;
}

type Fields = Record<string, unknown>;

let ids = 0;

export function exposure(visitor: string, variant: string, more: Fields = {}): Fields {
  const arm = variant === 'a' ? 'control' : variant === 'b' ? 'treatment' : 'holdout';
  return {
    ...{ v: 1, type: 'exposure', id: `e${ids++}`, ts: 1_790_000_000_000, visitor, variant, arm },
    ...{ exp: 'hero:returning', ver: 1, segment: 'default', block: 'hero' },
    applied: arm !== 'holdout',
    ...more,
  };
}

export function goal(visitor: string, name = 'signup', more: Fields = {}): Fields {
  return {
    v: 1,
    type: 'goal',
    id: `g${ids++}`,
    ts: 1_790_000_060_000,
    visitor,
    goal: name,
    ...more,
  };
}

/** Visitors of an arm, the first `converted` of whom reach the goal. */
export function crowd(
  variant: string,
  size: number,
  converted: number,
  more: Fields = {},
): Fields[] {
  return Array.from({ length: size }, (_, number) => {
    const visitor = `${variant}${number}-${JSON.stringify(more)}`;
    const seen = exposure(visitor, variant, more);
    return number < converted ? [seen, goal(visitor, 'signup', { value: 10 })] : [seen];
  }).flat();
}
