/**
 * What reading every signal costs a page at its start, in Chromium with its processor slowed down four times.
 *
 *   npm run bench:signals
 *
 * A visitor who has been here before (the snapshot is warm) opens a page with the inlined script; every signal
 * is then read in the same task, its code cold, as on any page. Printed are medians and quartiles over the page
 * views, in milliseconds.
 */
import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import puppeteer from 'puppeteer-core';
import flags from '../browser/support/chromium-flags.json' with { type: 'json' };

const VIEWS = Number(process.env['VIEWS'] ?? 60);
const SLOWDOWN = 4;
const GOAL = 3;

const script = readFileSync(new URL('../../dist/tailorbird.min.js', import.meta.url), 'utf8');
const page = `<!doctype html>
<html lang="en"><head><meta charset="utf-8"><title>Every signal</title>
<script>const marks = [performance.now()];</script>
<script data-tb-automation="record">${script}</script>
<script>
marks.push(performance.now());
let count = 0;
const read = (value) => {
  if (typeof value !== 'object' || value === null) count++;
  else Object.values(value).forEach(read);
};
for (const group of Object.keys(tailorbird.signals)) {
  read(tailorbird.signals[group]);
  marks.push(performance.now());
}
window.result = { marks, count, groups: Object.keys(tailorbird.signals) };
</script></head><body><p>Text</p></body></html>`;

const server = createServer((request, response) => {
  // Isolated pages have a clock of 5 microseconds instead of 100.
  response.setHeader('Cross-Origin-Opener-Policy', 'same-origin');
  response.setHeader('Cross-Origin-Embedder-Policy', 'require-corp');
  response.setHeader('Content-Type', 'text/html; charset=utf-8');
  response.end(request.url?.startsWith('/page') ? page : '');
});
await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve));
const origin = `http://127.0.0.1:${server.address().port}`;
const executablePath = execFileSync('which', ['chromium'], { encoding: 'utf8' }).trim();
const browser = await puppeteer.launch({ browser: 'chrome', executablePath, args: flags });

const rows = [];
try {
  const tab = await browser.newPage();
  await tab.goto(`${origin}/page`);
  await tab.waitForFunction(() => localStorage.getItem('tailorbird') !== null);
  // As most visitors: in a zone of the table, so that the place ends there.
  await tab.emulateTimezone('Europe/Berlin');
  await tab.emulateCPUThrottling(SLOWDOWN);
  for (let view = 0; view < VIEWS; view++) {
    await tab.goto(`${origin}/page?utm_source=google&utm_medium=cpc&view=${view}`, {
      referer: 'https://www.google.com/',
    });
    rows.push(await tab.evaluate(() => globalThis.result));
  }
} finally {
  await browser.close();
  server.close();
}

const quantile = (values, share) =>
  [...values].sort((a, b) => a - b)[Math.floor(values.length * share)];
const print = (name, values) =>
  console.log(
    name.padEnd(34),
    ...[0.5, 0.25, 0.75].map((share) => quantile(values, share).toFixed(3).padStart(8)),
  );

const [{ groups, count }] = rows;
console.log(`${rows.length} page views, processor slowed down ${SLOWDOWN} times, ${count} signals`);
console.log(''.padEnd(34), ...['median', '25 %', '75 %'].map((head) => head.padStart(8)));
print(
  'script: evaluate, count the view',
  rows.map(({ marks }) => marks[1] - marks[0]),
);
const all = rows.map(({ marks }) => marks.at(-1) - marks[1]);
print('every signal, synchronously', all);
groups.forEach((group, index) =>
  print(
    `  ${group}`,
    rows.map(({ marks }) => marks[index + 2] - marks[index + 1]),
  ),
);
const median = quantile(all, 0.5);
console.log(
  `Goal: at most ${GOAL} ms. ${median <= GOAL ? 'Met' : 'Missed'}: ${median.toFixed(2)} ms.`,
);
process.exitCode = median <= GOAL ? 0 : 1;
