/** Makes docs/performance.md of the results of a run. Nobody writes that page by hand, the findings aside. */
import { readFileSync, writeFileSync } from 'node:fs';
import { cpus, totalmem, type } from 'node:os';
import { format, resolveConfig } from 'prettier';
import { reportCore } from './core/report.mjs';
import { reportGrowth } from './growth/report.mjs';
import { reportPage } from './page/report.mjs';
import { table } from './support/markdown.mjs';
import { listPeers } from './support/peers.mjs';

const page = new URL('../../docs/performance.md', import.meta.url);

/** @param {object} results As they stand in temp/bench.json. */
export async function writePerformancePage(results) {
  const sections = [
    introduction(results),
    results.page && reportPage(results.page),
    results.core && reportCore(results.core),
    results.growth && reportGrowth(results.growth),
    readFileSync(new URL('findings.md', import.meta.url), 'utf8'),
    peers(),
    repeat,
  ];
  const text = sections.filter(Boolean).join('\n\n');
  const options = { ...(await resolveConfig(page)), parser: 'markdown' };
  writeFileSync(page, await format(text, options));
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

function introduction({ machine: { date, processor, memory, system, node }, page: { chromium } }) {
  return `# Performance

What Tailorbird costs a page, beside doing the same by hand and beside other libraries, measured side by side in one run.
This page is written by that run: \`npm run bench\`. The last was on ${date}, on ${processor}, ${memory}, ${system},
with Node ${node} and ${chromium}. Compare columns, not machines.`;
}

function peers() {
  const rows = listPeers().map(({ name, version, license }) => [name, version, license]);
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
every number in \`temp/bench.json\`.`;
