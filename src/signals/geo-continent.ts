import { continentGrid, continents } from './continents.js';

const A = 65;

/**
 * The continent of a country: `AF AN AS EU NA OC SA`.
 *
 * @returns `undefined` for what is no country of ISO 3166-1 (or `XK`) in capitals. So are `XX`, `T1`, `ZZ`, `EU`
 * and `AP`, with which hosts say that they do not know.
 */
export function continentOf(country: string): string | undefined {
  if (!/^[A-Z]{2}$/.test(country)) return undefined;
  const cell = (country.charCodeAt(0) - A) * 26 + country.charCodeAt(1) - A;
  return continents.split(' ')[Number(continentGrid.charAt(cell)) - 1];
}

/** Every country there is, in the order of the alphabet. */
export function allCountries(): string[] {
  return [...continentGrid].flatMap((digit, cell) =>
    digit === '0' ? [] : String.fromCharCode(A + cell / 26, A + (cell % 26)),
  );
}
