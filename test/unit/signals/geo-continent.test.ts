import { readFileSync } from 'node:fs';
import { brotliCompressSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { parseContinents, renderContinents } from '../../../scripts/pack-continents.mjs';
import { continentGrid } from '../../../src/signals/continents.js';
import { allCountries, continentOf } from '../../../src/signals/geo-continent.js';

const read = (path: string): string => readFileSync(new URL(path, import.meta.url), 'utf8');
const rows = parseContinents(read('../../../scripts/continents.txt'));
const listed = rows.flatMap(({ continent, countries }) =>
  countries.map((country) => ({ continent, country })),
);

describe('the packed grid', () => {
  it('is what the script makes of the list', () => {
    expect(read('../../../src/signals/continents.ts')).toBe(renderContinents());
  });

  it('takes less than 200 B', () => {
    expect(brotliCompressSync(continentGrid).length).toBeLessThan(200);
  });

  it('holds the 249 countries of ISO 3166-1 and Kosovo, each once', () => {
    expect(new Set(listed.map(({ country }) => country)).size).toBe(250);
    expect(listed).toHaveLength(250);
  });

  it('has every country that the engine has a name for, and no other', () => {
    const names = new Intl.DisplayNames('en', { type: 'region', fallback: 'none' });
    // Codes that are reserved or withdrawn, or stand for no country.
    const none =
      /^(AC|AN|BU|CP|CQ|CS|DD|DG|DY|EA|EU|EZ|FX|HV|IC|NH|NT|QO|QU|RH|SU|TA|TP|UK|UN|VD|XA|XB|YD|YU|ZR|ZZ)$/;
    const letters = [...'ABCDEFGHIJKLMNOPQRSTUVWXYZ'];
    const named = letters
      .flatMap((first) => letters.map((second) => first + second))
      .filter((code) => names.of(code) !== undefined && !none.test(code));
    expect(allCountries()).toEqual(named);
  });
});

describe('the continent of a country', () => {
  it.each(listed)('$country is in $continent', ({ country, continent }) => {
    expect(continentOf(country)).toBe(continent);
  });

  it.each(['XX', 'T1', 'ZZ', 'EU', 'AP', 'A1', 'UK', 'QQ', 'de', '', 'D', 'DEU', 'A[', '@Z', '__'])(
    '%s is no country',
    (code) => {
      expect(continentOf(code)).toBeUndefined();
    },
  );
});
