/** What each module of the script tag costs by itself. */
import { relative } from 'node:path';
import { brotliCompressSync } from 'node:zlib';
import { rollup } from 'rollup';
import { minify } from 'terser';
import config from '../rollup.config.js';

/** @param {string} text @returns Bytes after Brotli. */
export const brotli = (text) => brotliCompressSync(text).length;

/**
 * @returns {Promise<{ name: string, minified: number, bytes: number }[]>} The largest first; `bytes` are after Brotli.
 *   Together they are more than the script: alone they share no words.
 */
export async function measureModules() {
  const { output, ...input } = config[0];
  const bundle = await rollup(input);
  const [chunk] = (await bundle.generate({ ...output, plugins: [] })).output;
  await bundle.close();
  const rows = [];
  for (const [id, { code }] of Object.entries(chunk.modules)) {
    const { code: small = '' } = await minify(code ?? '', {
      module: true,
      compress: { unused: false },
    });
    const name = relative('.', id).replace(/^(src|node_modules)\//, '');
    rows.push({ name, minified: small.length, bytes: brotli(small) });
  }
  return rows.sort((a, b) => b.bytes - a.bytes);
}
