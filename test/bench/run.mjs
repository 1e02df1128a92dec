/**
 * Tailorbird beside its peers, in one run: `npm run bench`. Results go to test/bench/results.json and into docs/performance.md.
 * What may be asked for stands in support/options.mjs.
 */
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { format, resolveConfig } from 'prettier';
import { describeMachine, writePerformancePage } from './performance-page.mjs';
import { measureBytes } from './bytes.mjs';
import { readOptions } from './support/options.mjs';
import { ensurePeers, listPeers } from './support/peers.mjs';

/** Imported when they are needed: what they compare with may only just have been installed. */
const measuring = {
  core: async (options) => (await import('./core/measure.mjs')).measureCore(options),
  page: async (options) => (await import('./page/measure.mjs')).measurePage(options),
  growth: async (options) => (await import('./growth/measure.mjs')).measureGrowth(options),
};

const options = readOptions(process.argv.slice(2));
ensurePeers();
const file = new URL('results.json', import.meta.url);
const results = existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) : {};
for (const part of options.parts) {
  results[part] = await measuring[part](options);
}
results.bytes = await measureBytes();
results.machine = describeMachine();
results.peers = listPeers();
const style = { ...(await resolveConfig(file)), parser: 'json' };
writeFileSync(file, await format(JSON.stringify(results), style));
await writePerformancePage(results);
console.log('Written: test/bench/results.json, docs/performance.md');
