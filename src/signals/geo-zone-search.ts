import { attempt } from '../lib/attempt.js';
import { regionOf } from './device-languages.js';
import { allCountries, continentOf } from './geo-continent.js';

/*
 * Which country keeps a time zone that the table does not hold? The engine knows the other direction: the zones
 * of a country. So ask it country by country. The first question costs 5–15 ms and the others up to 1 ms each:
 * work for an idle moment, in slices, with the answer kept for the next page.
 */

/** Unknown to TypeScript's library: a method in the standard (ECMA-402), a property in V8 before Chromium 130. */
interface ZonedLocale {
  getTimeZones?(): readonly string[] | undefined;
  readonly timeZones?: readonly string[] | undefined;
}

/** Countries asked in one go: at most about 5 ms after the first. */
const SLICE = 5;

/** The first of the candidates that keeps the zone, by the name the engine itself gives it. */
export function countryOfZone(zone: string, candidates: readonly string[]): string | undefined {
  return candidates.find((country) => zonesOf(country).includes(zone));
}

/** Every country, the likely ones first: regions of the visitor's languages, then those of the zone's area. */
export function candidateCountries(zone: string, languages: readonly string[]): string[] {
  // Europe, Africa and Asia begin like their code.
  const continent = zone.slice(0, 2).toUpperCase();
  const countries = allCountries();
  return [
    ...new Set([
      ...languages.flatMap((tag) => regionOf(tag)?.toUpperCase() ?? []),
      ...countries.filter((country) => continentOf(country) === continent),
      ...countries,
    ]),
  ];
}

export interface ZoneSearch {
  readonly zone: string;
  readonly candidates: readonly string[];
  /** Resolves when there is time for the next slice; a rejection ends the search. */
  idle(): Promise<unknown>;
}

/** Asks the candidates slice by slice. */
export async function searchZone({
  zone,
  candidates,
  idle,
}: ZoneSearch): Promise<string | undefined> {
  for (let start = 0; start < candidates.length; start += SLICE) {
    await idle();
    const country = countryOfZone(zone, candidates.slice(start, start + SLICE));
    if (country) return country;
  }
  return undefined;
}

function zonesOf(country: string): readonly string[] {
  const zones = attempt(() => {
    const locale = new Intl.Locale(`und-${country}`) as ZonedLocale;
    return locale.getTimeZones?.() ?? locale.timeZones;
  });
  return zones ?? []; // No code at all, or an engine without Intl.Locale.
}
