/**
 * Prints what visitors download, after Brotli, beside the budget. (`size-limit` in package.json fails above a limit.)
 * `--modules` adds what each module of the script tag costs.
 */
import { readFileSync } from 'node:fs';
import { basename } from 'node:path';
import { brotliCompressSync } from 'node:zlib';
import { minify } from 'terser';
import budgets from './size-budgets.json' with { type: 'json' };

const brotli = (text) => brotliCompressSync(text).length;
const row = (name, ...cells) =>
  console.log(name.padEnd(28), ...cells.map((cell) => cell.padStart(14)));
const bytes = (count) => `${count.toLocaleString('en')} B`;

row('file', 'brotli', 'budget');
for (const [file, budget] of Object.entries(budgets)) {
  const source = readFileSync(file, 'utf8');
  // A module is minified by whoever bundles it, the script tag is minified already.
  const { code } = file.endsWith('.min.js')
    ? { code: source }
    : await minify(source, { module: true });
  const size = brotli(code ?? '');
  row(file, bytes(size), bytes(budget));
}

if (process.argv.includes('--modules')) {
  const [{ rollup }, { default: config }] = await Promise.all([
    import('rollup'),
    import('../rollup.config.js'),
  ]);
  const { output, ...input } = config[0];
  const bundle = await rollup(input);
  const [chunk] = (await bundle.generate({ ...output, plugins: [] })).output;
  const rows = [];
  for (const [id, { code }] of Object.entries(chunk.modules)) {
    const { code: small = '' } = await minify(code ?? '', {
      module: true,
      compress: { unused: false },
    });
    rows.push([basename(id, '.ts'), small.length, brotli(small)]);
  }
  console.log();
  row('module, on its own', 'minified', 'brotli');
  for (const [name, length, packed] of rows.sort((a, b) => b[2] - a[2])) {
    row(name, bytes(length), bytes(packed));
  }
}
