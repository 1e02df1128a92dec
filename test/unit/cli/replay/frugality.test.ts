import { spawnSync } from 'node:child_process';
import { expect, test, vi } from 'vitest';
import type { ReplayReport } from '../../../../src/cli/replay/result.js';

vi.setConfig({ testTimeout: 300_000 });

const root = new URL('../../../../', import.meta.url).pathname;
/** Writes as many different visitors as it is told. */
const program = `
  let batch = '';
  for (let n = 0; n < 100_000; n++) {
    batch += JSON.stringify({ visitor: 'visitor-' + n, visits: { count: 1 + n % 9, landingPath: '/' + n },
      page: { url: 'https://shop.example/' + n, query: { q: 'word-' + n } }, source: { channel: 'Direct' },
      device: { type: 'mobile' }, geo: { country: 'DE' }, time: { weekday: 1 + n % 7 }, traits: { ['key' + n]: n } }) + '\\n';
    if (batch.length < 1e5 && n < 99_999) continue;
    if (!process.stdout.write(batch)) await new Promise((r) => process.stdout.once('drain', r));
    batch = '';
  }`;

test('a hundred thousand visitors fit in little memory: nothing of them is kept', () => {
  // Kept as objects they would take some 100 MB.
  const { status, stdout, stderr } = spawnSync(
    'sh',
    [
      '-c',
      `"$0" --input-type=module -e "$1" | "$0" --max-old-space-size=24 dist/cli.js replay - --json`,
      process.execPath,
      program,
    ],
    { encoding: 'utf8', cwd: root },
  );
  expect({ status, stderr: stderr.replace(/100,000 visitors replayed in .*\n/, '') }).toEqual({
    status: 0,
    stderr: '',
  });
  const { visitors, segments } = JSON.parse(stdout) as ReplayReport;
  expect(visitors).toBe(100_000);
  expect(segments.find(({ id }) => id === 'new')!.visitors).toBe(11_112);
});
