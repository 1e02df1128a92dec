/** Makes docs/performance.md of the results of a run. Nobody writes that page by hand, the findings aside. */
import { readFileSync, writeFileSync } from 'node:fs';
import { cpus, totalmem, type } from 'node:os';
import { format, resolveConfig } from 'prettier';
import { reportCore } from './core/report.mjs';
import { reportGoals } from './goals.mjs';
import { reportGrowth } from './growth/report.mjs';
import { reportPage } from './page/report.mjs';
import { number, table } from './support/markdown.mjs';

const page = new URL('../../docs/performance.md', import.meta.url);

/**
 * @param {object} results As they stand in test/bench/results.json.
 * @returns {Promise<string>} The text of docs/performance.md.
 */
export async function performancePage(results) {
  const sections = [
    introduction(results),
    reportGoals(results),
    results.page && reportPage(results.page),
    results.core && reportCore(results.core),
    results.growth && reportGrowth(results.growth),
    results.bytes && reportBytes(results.bytes),
    readFileSync(new URL('findings.md', import.meta.url), 'utf8'),
    peers(results.peers),
    repeat,
  ];
  const text = sections.filter(Boolean).join('\n\n');
  const options = { ...(await resolveConfig(page)), parser: 'markdown' };
  return format(text, options);
}

/** @param {object} results */
export async function writePerformancePage(results) {
  writeFileSync(page, await performancePage(results));
}

/** What the numbers were measured on. */
export function describeMachine() {
  const [{ model }] = cpus();
  return {
    date: new Date().toISOString().slice(0, 10),
    processor: `${cpus().length} × ${model}`,
    memory: `${Math.round(totalmem() / 2 ** 30)} GB`,
    system: type(),
    node: process.version,
  };
}

function introduction({ machine: { date, processor, memory, system, node }, page }) {
  return `# Performance

What Tailorbird costs a page, beside doing the same by hand and beside other libraries, measured side by side in one run.
This page is written by that run: \`npm run bench\`. The last was on ${date}, on ${processor}, ${memory}, ${system},
with Node ${node}${page ? ` and ${page.chromium}` : ''}. Compare columns, not machines.`;
}

/** @param {Awaited<ReturnType<import('./bytes.mjs').measureBytes>>} bytes */
function reportBytes({ script, modules }) {
  const own = modules.filter(({ bytes }) => bytes >= 300);
  const rest = modules.filter(({ bytes }) => bytes < 300);
  return `## Where the bytes go

The script tag is ${number(script)} bytes after Brotli. Each module by itself, minified and after Brotli: together they are more than the script,
because alone they share no words.

${table([
  ['module', 'bytes'],
  ...own.map(({ name, bytes }) => [`\`${name}\``, number(bytes)]),
  [
    `${rest.length} others, each below 300`,
    number(rest.reduce((sum, { bytes }) => sum + bytes, 0)),
  ],
])}`;
}

/** @param {ReturnType<import('./support/peers.mjs').listPeers>} list */
function peers(list) {
  const rows = list.map(({ name, version, license }) => [name, version, license]);
  return `## What it is compared with

Installed for the benchmark alone, in \`test/bench\`; nothing of it is part of Tailorbird.

${table([['package', 'version', 'licence'], ...rows])}`;
}

const repeat = `## How to repeat

\`\`\`sh
npm ci
npm run bench                   # everything: about an hour
npm run bench -- --quick        # few runs, to see whether it works
npm run bench -- --only core    # or page, or growth
npm run bench -- --runs 30
\`\`\`

It builds, installs the packages of the table above in \`test/bench\`, serves the pages from this computer, and leaves
every number in \`test/bench/results.json\`.`;
