import { readFileSync } from 'node:fs';
import { brotliCompressSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { parseContinents } from '../../../scripts/pack-continents.mjs';
import {
  packTimeZones,
  parseTimeZones,
  renderTimeZones,
} from '../../../scripts/pack-time-zones.mjs';
import { countryOfCity } from '../../../src/signals/geo-time-zone.js';
import { timeZones } from '../../../src/signals/time-zones.js';

const read = (path: string): string => readFileSync(new URL(path, import.meta.url), 'utf8');
const rows = parseTimeZones(read('../../../scripts/time-zones.txt'));
const shipped = rows.flatMap(({ country, shipped }) => shipped.map((zone) => ({ zone, country })));
const known = rows.flatMap(({ country, known }) => known.map((zone) => ({ zone, country })));
const countries = parseContinents(read('../../../scripts/continents.txt')).flatMap(
  (row) => row.countries,
);

/** The zones of a country as this engine knows them. */
function zonesOf(country: string): readonly string[] {
  const locale = new Intl.Locale(`und-${country}`) as {
    getTimeZones?(): string[];
    timeZones?: string[];
  };
  return locale.getTimeZones?.() ?? locale.timeZones ?? [];
}

describe('the packed table', () => {
  it('is what the script makes of the list', () => {
    expect(read('../../../src/signals/time-zones.ts')).toBe(renderTimeZones());
  });

  it('takes less than 650 B', () => {
    expect(brotliCompressSync(timeZones).length).toBeLessThan(650);
  });

  it('covers more than a hundred countries', () => {
    expect(new Set(shipped.map(({ country }) => country)).size).toBeGreaterThan(100);
  });

  it.each(shipped)('finds $country in $zone', ({ zone, country }) => {
    expect(countryOfCity(zone)).toBe(country);
  });

  it.each([
    ['Asia/Calcutta', 'IN'],
    ['Asia/Saigon', 'VN'],
    ['Asia/Katmandu', 'NP'],
    ['Asia/Rangoon', 'MM'],
    ['Europe/Kiev', 'UA'],
    ['America/Buenos_Aires', 'AR'],
    ['America/Argentina/Buenos_Aires', 'AR'],
    ['America/Indianapolis', 'US'],
  ])('finds %s, which engines still say, in %s', (zone, country) => {
    expect(countryOfCity(zone)).toBe(country);
  });

  it('takes no zone of the time zone database for one of another country', () => {
    const wrong = known.filter(
      ({ zone, country }) => ![country, undefined].includes(countryOfCity(zone)),
    );
    expect(wrong).toEqual([]);
  });

  it.each([
    'UTC',
    'GMT',
    'Etc/GMT+3',
    'CET',
    'EST5EDT',
    'MST',
    'Factory',
    '',
    '/',
    'constructor',
    '(((',
    'US',
  ])('finds no country in %s', (zone) => {
    expect(countryOfCity(zone)).toBeUndefined();
  });

  it('leaves out Iceland, whose zone Firefox reports to hide all others', () => {
    expect(countryOfCity('Atlantic/Reykjavik')).toBeUndefined();
  });
});

describe("the list agrees with the engine's own table", () => {
  it('on every zone that both name', () => {
    const engine = new Map(
      countries.flatMap((country) => zonesOf(country).map((zone) => [zone, country])),
    );
    const both = known.filter(({ zone }) => engine.has(zone));
    expect(both.length).toBeGreaterThan(400);
    expect(both.filter(({ zone, country }) => engine.get(zone) !== country)).toEqual([]);
  });

  it('and where the engine has a zone that the list lacks, no stem fits it by mistake', () => {
    const wrong = countries.flatMap((country) =>
      zonesOf(country).filter((zone) => ![country, undefined].includes(countryOfCity(zone))),
    );
    expect(wrong).toEqual([]);
  });
});

describe('packing', () => {
  const pack = (text: string): string => packTimeZones(parseTimeZones(text));

  it('shortens a city to what no other country shares', () => {
    expect(pack('CL America/Santiago\nDO America/Santo_Domingo | America/Other')).toBe(
      'santiCLsantoDO',
    );
  });

  it('heeds zones that do not ship', () => {
    expect(pack('DE Europe/Bern\nXX | Etc/Berlin')).toBe('bernDE');
  });

  it('writes cities that begin alike once', () => {
    expect(pack('US America/New_York America/New_Salem | America/Other')).toBe('newUS');
  });

  it('refuses a city that is the start of a foreign one', () => {
    expect(() => pack('BR America/Bahia\nMX | America/Bahia_Banderas')).toThrow('bahia (BR)');
  });
});
