/** What visitors download, and which module of it costs what. */
import { readFileSync } from 'node:fs';
import { brotli, measureModules } from '../../scripts/module-sizes.mjs';

export async function measureBytes() {
  const script = readFileSync(new URL('../../dist/tailorbird.min.js', import.meta.url), 'utf8');
  return { script: brotli(script), modules: await measureModules() };
}
