/**
 * Tailorbird beside its peers, in one run: `npm run bench`. Results go to temp/bench.json and into docs/performance.md.
 * What may be asked for stands in support/options.mjs.
 */
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { describeMachine, writePerformancePage } from './performance-page.mjs';
import { measureBytes } from './bytes.mjs';
import { readOptions } from './support/options.mjs';
import { ensurePeers } from './support/peers.mjs';

/** Imported when they are needed: what they compare with may only just have been installed. */
const measuring = {
  core: async (options) => (await import('./core/measure.mjs')).measureCore(options),
  page: async (options) => (await import('./page/measure.mjs')).measurePage(options),
  growth: async (options) => (await import('./growth/measure.mjs')).measureGrowth(options),
};

const options = readOptions(process.argv.slice(2));
ensurePeers();
const file = new URL('../../temp/bench.json', import.meta.url);
const results = existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) : {};
for (const part of options.parts) {
  results[part] = await measuring[part](options);
}
results.bytes = await measureBytes();
results.machine = describeMachine();
mkdirSync(new URL('.', file), { recursive: true });
writeFileSync(file, `${JSON.stringify(results, null, 2)}\n`);
await writePerformancePage(results);
console.log('Written: temp/bench.json, docs/performance.md');
