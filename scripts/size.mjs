/**
 * Prints what visitors download, after Brotli, beside the budget. (`size-limit` in package.json fails above a limit.)
 * `--modules` adds what each module of the script tag costs.
 */
import { readFileSync } from 'node:fs';
import { minify } from 'terser';
import { brotli, measureModules } from './module-sizes.mjs';
import budgets from './size-budgets.json' with { type: 'json' };

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
  console.log();
  row('module, on its own', 'minified', 'brotli');
  for (const { name, minified, bytes: packed } of await measureModules())
    row(name, bytes(minified), bytes(packed));
}
