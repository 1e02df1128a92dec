/**
 * Prints the Subresource Integrity hash of each script of the package, and leaves them in dist/integrity.json.
 * https://www.w3.org/TR/sri-2/
 */
import { createHash } from 'node:crypto';
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';

const scripts = readdirSync('dist', { recursive: true, encoding: 'utf8' })
  .filter((file) => file.endsWith('.min.js'))
  .sort();
const hashes = Object.fromEntries(
  scripts.map((file) => [file, `sha384-${hash(readFileSync(`dist/${file}`))}`]),
);

function hash(bytes) {
  return createHash('sha384').update(bytes).digest('base64');
}

writeFileSync('dist/integrity.json', `${JSON.stringify(hashes, null, 2)}\n`);
console.log('\nintegrity');
for (const [file, value] of Object.entries(hashes)) console.log(`${file.padEnd(22)} ${value}`);
