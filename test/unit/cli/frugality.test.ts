import { spawnSync } from 'node:child_process';
import { describe, expect, test, vi } from 'vitest';
import { createLedger } from '../../../src/cli/ledger.js';
import { readEvents } from '../../../src/cli/read.js';
import { fingerprint } from '../../../src/cli/fingerprint.js';
import { createPairIndex } from '../../../src/cli/pair-index.js';
import { tally } from '../../../src/cli/tally.js';
import { makeEvents, toCsv, toNdjson } from '../../support/events.mjs';

vi.setConfig({ testTimeout: 300_000 });

/** Seconds of the processor, which another process cannot take. */
async function cost(work: () => unknown): Promise<number> {
  const before = process.cpuUsage();
  await work();
  const { user, system } = process.cpuUsage(before);
  return user + system;
}

describe('a large file', () => {
  const events = [...makeEvents(60_000)];

  test.each([
    ['NDJSON', toNdjson(events)],
    ['CSV', toCsv(events)],
  ])('of %s takes some times what parsing its JSON alone takes', async (format, text) => {
    const lines = toNdjson(events).trimEnd().split('\n');
    const parse = await cost(() => lines.map((line) => JSON.parse(line) as unknown));
    const ledger = createLedger();
    const whole = await cost(async () => {
      const sink = { event: ledger.add, bad: () => expect.unreachable() };
      await readEvents(chunksOf(text), sink);
      tally(ledger);
    });
    expect(ledger.counts.exposures).toBe(60_000);
    console.log(`${format}: ${(whole / parse).toFixed(1)} times JSON.parse`);
    expect(whole / parse).toBeLessThan(5);
  });

  test('fits in little memory: nothing is kept but numbers', () => {
    // Kept as texts, the ids alone would not fit (tried): 12 MB are enough for numbers, 20 too few for texts.
    const program = `
      import { makeEvents, toNdjson } from './test/support/events.mjs';
      let batch = [];
      for (const event of makeEvents(80_000)) {
        if (batch.push(event) < 5000) continue;
        if (!process.stdout.write(toNdjson(batch))) await new Promise((r) => process.stdout.once('drain', r));
        batch = [];
      }`;
    const { status, stdout } = spawnSync(
      'sh',
      [
        '-c',
        `"$0" --input-type=module -e "$1" | "$0" --max-old-space-size=16 dist/cli.js report - --json`,
        process.execPath,
        program,
      ],
      { encoding: 'utf8', cwd: new URL('../../../', import.meta.url).pathname },
    );
    expect(status).toBe(0);
    expect((JSON.parse(stdout) as { reach: { visitors: number } }).reach.visitors).toBeGreaterThan(
      70_000,
    );
  });
});

describe('fingerprints', () => {
  test('of half a million ids that differ little, no two agree', () => {
    const index = createPairIndex();
    for (let n = 0; n < 500_000; n++) fingerprint(`visitor-${n}`, index.add);
    expect(index.size).toBe(500_000);
    expect(fingerprint('visitor-0', index.add)).toBe(0);
  });

  test('spread over all bits', () => {
    const ones = new Array<number>(64).fill(0);
    const count = 20_000;
    for (let n = 0; n < count; n++) {
      fingerprint(String(n), (low, high) => {
        for (let bit = 0; bit < 64; bit++) {
          ones[bit]! += ((bit < 32 ? low : high) >>> (bit % 32)) & 1;
        }
      });
    }
    // Six standard deviations.
    for (const sum of ones) expect(Math.abs(sum - count / 2)).toBeLessThan(3 * Math.sqrt(count));
  });
});

async function* chunksOf(text: string): AsyncGenerator<string> {
  await Promise.resolve();
  for (let at = 0; at < text.length; at += 65_536) yield text.slice(at, at + 65_536);
}
