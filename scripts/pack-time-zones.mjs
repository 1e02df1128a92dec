// Packs scripts/time-zones.txt into src/signals/time-zones.ts. Run: node scripts/pack-time-zones.mjs
import { readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const source = new URL('time-zones.txt', import.meta.url);
const target = new URL('../src/signals/time-zones.ts', import.meta.url);

/** Shorter stems would fit names that the time zone database has yet to add. */
const SHORTEST_STEM = 3;

/** The last part of a zone's name: `buenos_aires` of `America/Argentina/Buenos_Aires`. */
function cityOf(zone) {
  return zone.slice(zone.lastIndexOf('/') + 1).toLowerCase();
}

/**
 * Reads the list: a country per line, then its zones, those that ship before the `|`.
 *
 * @param {string} text
 * @returns {{ country: string, shipped: string[], known: string[] }[]}
 */
export function parseTimeZones(text) {
  return text
    .split('\n')
    .filter((line) => line && !line.startsWith('#'))
    .map((line) => {
      const [country = '', ...zones] = line.split(/\s+/);
      const bar = zones.includes('|') ? zones.indexOf('|') : zones.length;
      return { country, shipped: zones.slice(0, bar), known: zones.filter((zone) => zone !== '|') };
    });
}

/**
 * Writes each shipped zone as the shortest start of its city that fits no zone of another country.
 *
 * @param {ReturnType<typeof parseTimeZones>} rows
 * @returns {string} `kol,calINsha,uruCN…`
 */
export function packTimeZones(rows) {
  return rows
    .filter(({ shipped }) => shipped.length)
    .map(({ country, shipped }) => {
      const foreign = rows.flatMap((row) => (row.country === country ? [] : row.known)).map(cityOf);
      const stems = shipped.map(cityOf).map((city) => {
        for (let length = SHORTEST_STEM; length <= city.length; length++) {
          const stem = city.slice(0, length);
          if (!foreign.some((other) => other.startsWith(stem))) return stem;
        }
        throw new Error(`${city} (${country}) has no stem of its own`);
      });
      return [...new Set(stems)].join() + country;
    })
    .join('');
}

/** @returns {string} The whole of src/signals/time-zones.ts. */
export function renderTimeZones() {
  return `// Made by scripts/pack-time-zones.mjs from scripts/time-zones.txt; change that list, not this file.

/**
 * The most populous time zones by country: starts of city names in small letters, then the country.
 * It is searched as it stands; nothing is unpacked.
 */
export const timeZones =
  '${packTimeZones(parseTimeZones(readFileSync(source, 'utf8')))}';
`;
}

if (process.argv[1] === fileURLToPath(import.meta.url)) writeFileSync(target, renderTimeZones());
