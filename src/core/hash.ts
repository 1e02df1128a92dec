/**
 * Maps a value to one of 10,000 evenly filled buckets in [0, 1): GrowthBook's hash version 2.
 *
 * @returns A multiple of 0.0001, at least 0 and below 1; the same for the same seed and value everywhere.
 * @see https://docs.growthbook.io/lib/build-your-own#hashing
 * @example hash('exp:hero:1', visitorId) < 0.5 ? 0 : 1
 */
export function hash(seed: string, value: string): number {
  return (fnv32a(String(fnv32a(seed + value))) % 10000) / 10000;
}

/** FNV-1a, 32 bits, over UTF-16 code units. http://www.isthe.com/chongo/tech/comp/fnv/ */
export function fnv32a(text: string): number {
  let bits = 0x811c9dc5;
  for (let i = 0; i < text.length; i++) {
    bits = Math.imul(bits ^ text.charCodeAt(i), 0x01000193);
  }
  return bits >>> 0;
}
