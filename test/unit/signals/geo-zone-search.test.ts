import { afterEach, describe, expect, it, vi } from 'vitest';
import { allCountries } from '../../../src/signals/geo-continent.js';
import {
  candidateCountries,
  countryOfZone,
  searchZone,
} from '../../../src/signals/geo-zone-search.js';

afterEach(() => vi.unstubAllGlobals());

const idle = (): Promise<void> => Promise.resolve();

/** An engine that knows these zones alone. */
function stubZones(zones: Readonly<Record<string, readonly string[]>>): void {
  class Locale {
    constructor(private readonly tag: string) {
      if (tag === 'und-BAD') throw new RangeError('Incorrect locale information provided');
    }
    getTimeZones(): readonly string[] | undefined {
      return zones[this.tag.slice(4)];
    }
  }
  vi.stubGlobal('Intl', { Locale });
}

describe('a zone that the table does not hold', () => {
  it.each([
    ['Africa/Ouagadougou', 'BF'],
    ['Asia/Thimphu', 'BT'],
    ['America/Barbados', 'BB'],
    ['Pacific/Fiji', 'FJ'],
    ['Indian/Mauritius', 'MU'],
  ])("%s is found in %s by the engine's own table", async (zone, country) => {
    // Engines differ in the name of some zones; they agree with themselves.
    const candidates = candidateCountries(zone, ['en-US']);
    expect(countryOfZone(zone, candidates)).toBe(country);
    expect(await searchZone({ zone, candidates, idle })).toBe(country);
  });

  it('is not found where no country keeps it', async () => {
    expect(countryOfZone('Mars/Olympus', ['DE', 'FR'])).toBeUndefined();
    expect(await searchZone({ zone: 'Mars/Olympus', candidates: ['DE'], idle })).toBeUndefined();
  });
});

describe('candidates', () => {
  it("begin with the regions of the visitor's languages, then the zone's area", () => {
    const candidates = candidateCountries('Africa/Niamey', ['fr-CA', 'en', 'ha-ne', 'zh-Hant-TW']);
    expect(candidates.slice(0, 5)).toEqual(['CA', 'NE', 'TW', 'AO', 'BF']);
  });

  it('are every country once', () => {
    const candidates = candidateCountries('America/Nassau', ['en-BS', 'en-US']);
    expect([...candidates].sort()).toEqual(allCountries());
  });
});

describe('the search', () => {
  it('asks five countries at a time and rests before each five', async () => {
    const asked: string[] = [];
    stubZones(
      new Proxy({}, { get: (_, country: string) => (asked.push(country), ['Else/Where']) }),
    );
    const sizes: number[] = [];
    const rest = (): Promise<void> => (sizes.push(asked.length), Promise.resolve());
    await searchZone({ zone: 'No/Where', candidates: allCountries().slice(0, 12), idle: rest });
    expect(sizes).toEqual([0, 5, 10]);
    expect(asked).toHaveLength(12);
  });

  it('stops at the country it found', async () => {
    stubZones({ AA: ['Some/Where'], BB: ['There/Now'], CC: ['There/Now'] });
    const rest = vi.fn(idle);
    const candidates = ['AA', 'BB', 'CC', 'DD', 'EE', 'FF'];
    expect(await searchZone({ zone: 'There/Now', candidates, idle: rest })).toBe('BB');
    expect(rest).toHaveBeenCalledTimes(1);
  });

  it('passes over what is no region, and engines without the table', () => {
    stubZones({ DE: ['Europe/Berlin'] });
    expect(countryOfZone('Europe/Berlin', ['BAD', 'QQ', 'DE'])).toBe('DE');
    vi.stubGlobal('Intl', {});
    expect(countryOfZone('Europe/Berlin', ['DE'])).toBeUndefined();
    vi.stubGlobal('Intl', { Locale: class {} });
    expect(countryOfZone('Europe/Berlin', ['DE'])).toBeUndefined();
  });
});
