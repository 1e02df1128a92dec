/**
 * Packs scripts/source-hosts.txt, a table to read and review, into src/signals/source-hosts.ts, which ships.
 *
 *   node scripts/pack-source-hosts.mjs            writes the module and prints its size
 *
 * Packed so that it is searched as it stands, without unpacking: `|kind:medium` begins a kind and `;platform ` a row,
 * each word has a space on either side. A word that begins with the platform leaves that out if it comes first, and
 * a final `.` is `.com`: `;bing . ` is bing.com, `;ecosia .org ` ecosia.org.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { brotliCompressSync } from 'node:zlib';

const tableFile = new URL('./source-hosts.txt', import.meta.url);
const moduleFile = new URL('../src/signals/source-hosts.ts', import.meta.url);

/** As src/signals/source-lookup.ts tells them. */
const kinds = 'search social video shopping ai mail display internal plain'.split(' ');

const word = /^(=?[a-z\d-]+(\.[a-z\d-]+)*(\.\*|\.[a-z]+)|[a-z\d-]+|[!?]\w+)$/;

/**
 * @typedef {{ platform: string, words: string[] }} Row
 * @typedef {{ kind: string, medium: string | undefined, rows: Row[] }} Section
 */

/**
 * Reads the table. Throws at the first thing wrong, with its line.
 * @param {string} text
 */
export function parseTable(text) {
  /** @type {Section[]} */
  const sections = [];
  const seen = new Map();
  text.split('\n').forEach((line, index) => {
    const fail = (message) => {
      throw new Error(`source-hosts.txt:${index + 1}: ${message}`);
    };
    if (line.trim() === '' || line.startsWith('#')) return;
    const heading = /^\[(\w+)(?: ([\w-]+))?\]$/.exec(line);
    if (heading) {
      const [, kind, medium] = heading;
      if (!kinds.includes(kind)) fail(`unknown kind ${kind}`);
      sections.push({ kind, medium, rows: [] });
      return;
    }
    const section = sections.at(-1) ?? fail('a row stands under a [kind]');
    const [platform, ...words] = line.trim().split(/\s+/);
    if (!/^[a-z\d-]+$/.test(platform)) fail(`a platform is one lower-case word, not ${platform}`);
    for (const each of words) {
      if (!word.test(each)) fail(`neither a host nor a name nor a click id: ${each}`);
      if (seen.has(each)) fail(`${each} stands in line ${seen.get(each)} already`);
      seen.set(each, index + 1);
    }
    section.rows.push({ platform, words });
  });
  return sections;
}

/**
 * The table as the string that ships. Sorting its rows was tried: two bytes less in the built script.
 * @param {Section[]} sections
 */
export function packTable(sections) {
  return sections
    .map(({ kind, medium = 'referral', rows }) => {
      // Nobody asks which gateway a visitor passed through: one nameless row for all.
      const all =
        kind === 'internal' ? [{ platform: '', words: rows.flatMap(({ words }) => words) }] : rows;
      const packed = all.map(packRow);
      return `|${kind}:${medium}${packed.join('')}`;
    })
    .join('');
}

function packRow({ platform, words }) {
  const short = words.find((word) => word.startsWith(`${platform}.`) && platform);
  const ordered = short
    ? [short.slice(platform.length), ...words.filter((word) => word !== short)]
    : words;
  return `;${[platform, ...ordered].join(' ').replace(/\.com(?= |$)/g, '.')} `;
}

/**
 * The whole module, formatted as prettier would.
 * @param {string} packed
 */
export function toModule(packed) {
  return `// Written by scripts/pack-source-hosts.mjs from scripts/source-hosts.txt. Change the table, not this file.

/** Known hosts and click ids, packed; source-lookup.ts reads them as they stand. */
export const sourceHosts =
  '${packed}';
`;
}

/** @param {string} text */
export const brotliSize = (text) => brotliCompressSync(text).length;

export const packFile = () => packTable(parseTable(readFileSync(tableFile, 'utf8')));

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const packed = packFile();
  writeFileSync(moduleFile, toModule(packed));
  console.log(`${packed.length} characters, ${brotliSize(packed)} bytes brotli`);
}
