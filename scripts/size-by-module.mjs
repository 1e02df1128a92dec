/** Prints what each module costs in the script tag: its own code minified, and its share after Brotli. */
import { readFileSync } from 'node:fs';
import { basename } from 'node:path';
import { brotliCompressSync } from 'node:zlib';
import { rollup } from 'rollup';
import { minify } from 'terser';
import config from '../rollup.config.js';

const { output, ...input } = config[0];
const bundle = await rollup(input);
const { output: chunks } = await bundle.generate({ ...output, plugins: [] });
const rows = [];
for (const [id, { code }] of Object.entries(chunks[0].modules)) {
  const { code: minified } = await minify(code ?? '', { module: true, ecma: 2020, compress: { unused: false } });
  rows.push([basename(id), minified.length, brotliCompressSync(minified).length]);
}
rows.sort((a, b) => b[2] - a[2]);
for (const [name, raw, brotli] of rows) {
  console.log(`${name.padEnd(24)} ${String(raw).padStart(6)} B  ${String(brotli).padStart(5)} B brotli alone`);
}
const built = readFileSync(output.file);
console.log(`${basename(output.file).padEnd(24)} ${String(built.length).padStart(6)} B  ${String(brotliCompressSync(built).length).padStart(5)} B brotli together`);
