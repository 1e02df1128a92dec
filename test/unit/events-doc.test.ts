import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createServer, type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { parsePlan } from '../../src/core.js';
import { tools } from '../../src/sinks/tools.js';
import { exposure, exposures, goal } from '../support/events.js';

const read = (file: string): string =>
  readFileSync(new URL(`../../${file}`, import.meta.url), 'utf8');
const text = read('docs/events.md');
const example = (language: string, at: number): string =>
  [...text.matchAll(new RegExp(`\`\`\`${language}\n(.*?)\`\`\``, 'gs'))][at]?.[1] ?? '';
/** Rows of the table below a heading, as cells. */
const table = (heading: string): string[][] =>
  (text.split(`\n## ${heading}`)[1] ?? '')
    .split('\n## ')[0]!
    .split('\n')
    .filter((line) => line.startsWith('| `'))
    .map((line) => line.split('|').map((cell) => cell.trim().replace(/`/g, '')));

describe('docs/events.md', () => {
  test('lists the fields of the types, no more and no less', () => {
    const source = read('src/types/events.ts');
    const fieldsOf = (name: string): string[] =>
      [
        ...(source.split(`interface ${name} `)[1]?.split('\n}')[0] ?? '').matchAll(
          /^ {2}readonly (\w+)\??:/gm,
        ),
      ].map(([, field]) => field!);
    const rows = table('An event');
    const listed = (kind: string): string[] =>
      rows
        .filter(([, , where]) => where === 'all' || where!.includes(kind))
        .map(([, name]) => name!);
    const base = fieldsOf('TrackedEventBase');
    expect(base.length).toBeGreaterThan(3);
    const all = (name: string): string[] => [...new Set([...base, ...fieldsOf(name)])].sort();
    expect(listed('exposure').sort()).toEqual(all('ExposureEvent'));
    expect(listed('goal').sort()).toEqual(all('GoalTrackedEvent'));
  });

  test('shows an event with the fields that every exposure has, and a plan without mistakes', () => {
    const shown = JSON.parse(example('json', 1)) as object;
    expect(Object.keys(shown).sort()).toEqual(Object.keys(exposure).sort());
    expect(parsePlan(example('json', 0)).problems).toEqual([]);
  });

  test('has a row for each tool', () => {
    expect(table('Tools on the page').map(([, name]) => name)).toEqual(Object.keys(tools));
  });

  test('shows a collector that does what it says', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'tailorbird-'));
    const port = await freePort();
    const collector = spawn(process.execPath, ['--input-type=module', '-e', example('js', 0)], {
      cwd: folder,
      env: { PATH: process.env['PATH'], PORT: String(port) },
    });
    const post = async (body: string): Promise<number> =>
      (await fetch(`http://127.0.0.1:${port}`, { method: 'POST', body })).status;
    try {
      const lines = [...exposures(3), goal].map((event) => `${JSON.stringify(event)}\n`).join('');
      await expect.poll(() => post(lines).catch(() => 0), { timeout: 30_000 }).toBe(204);
      expect(await post('no event\n')).toBe(400);
      await expect(post('x'.repeat(700_000))).rejects.toThrow();
      expect(readFileSync(join(folder, 'events.ndjson'), 'utf8')).toBe(lines);
    } finally {
      const gone = once(collector, 'exit');
      collector.kill();
      await gone;
      rmSync(folder, { recursive: true });
    }
  });
});

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, 'close');
  return port;
}
