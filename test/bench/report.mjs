/**
 * What `tailorbird report` takes for a million events: seconds and memory, for NDJSON and CSV.
 *
 *   npm run bench:report
 */
import { spawnSync } from 'node:child_process';
import { createWriteStream, mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { finished } from 'node:stream/promises';
import { makeEvents, toCsv, toNdjson } from '../support/events.mjs';

const EVENTS = Number(process.env['EVENTS'] ?? 1_000_000);
const cli = new URL('../../dist/cli.js', import.meta.url);
const folder = mkdtempSync(join(tmpdir(), 'tailorbird-'));

/** Prints what was used to a descriptor of its own, so that nothing is added to the report. */
const measured = `process.on('exit', () => fs.writeSync(3, JSON.stringify(process.resourceUsage())));
import fs from 'node:fs'; await import(process.env.CLI);`;

try {
  for (const [format, write] of Object.entries({ ndjson: toNdjson, csv: toCsv })) {
    const file = join(folder, `events.${format}`);
    const out = createWriteStream(file);
    let batch = [];
    let count = 0;
    const flush = () => {
      const text = write(batch);
      out.write(
        count > batch.length && format === 'csv' ? text.slice(text.indexOf('\n') + 1) : text,
      );
      batch = [];
    };
    for (const event of makeEvents(EVENTS)) {
      batch.push(event);
      if (++count % 10_000 === 0 || count === EVENTS) flush();
      if (count === EVENTS) break;
    }
    out.end();
    await finished(out);
    const start = performance.now();
    const { status, output } = spawnSync(
      process.execPath,
      ['--input-type=module', '-e', measured, 'report', file],
      { env: { ...process.env, CLI: cli.href }, stdio: ['ignore', 'pipe', 'inherit', 'pipe'] },
    );
    const seconds = (performance.now() - start) / 1000;
    const used = JSON.parse(String(output[3]));
    const processor = (used.userCPUTime + used.systemCPUTime) / 1e6;
    console.log(
      `${format.padEnd(6)} ${count.toLocaleString('en')} events, ${(statSync(file).size / 1e6).toFixed(0)} MB: ` +
        `${seconds.toFixed(1)} s (${processor.toFixed(1)} s of the processor), ${(used.maxRSS / 1024).toFixed(0)} MB of memory, exit code ${status}`,
    );
  }
} finally {
  rmSync(folder, { recursive: true, force: true });
}
