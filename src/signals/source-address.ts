import { attempt } from '../lib/attempt.js';
import { hasEmailAddress } from '../core/personal.js';

/** Longest value kept of anything that stands in an address. */
const longest = 256;

/** The address as a URL; `undefined` if it is none. */
export function parseAddress(text: string): URL | undefined {
  // Most visits have no referrer, and the first exception of a page costs 5 ms (Chromium 156).
  if (!text) return undefined;
  return attempt(() => new URL(text));
}

/**
 * All but control characters, half characters (surrogates without their other half), and the marks that turn text around.
 * As ranges: the properties `\p{Cc}\p{Cs}\p{Bidi_Control}` say the same and take V8 six times as long to compile.
 */
const unwanted =
  /[^ -~\xa0-\u061b\u061d-\u200d\u2010-\u2027\u202f-\u2065\u206a-\ud7ff\ue000-\u{10ffff}]/gu;

/** Nothing to look for, in nearly every value: compiling the other expression takes 2–9 ms in Chromium 156. */
const plain = /^[ -~]*$/;

/** Anybody can write an address: keeps what can be shown and stored without surprise. */
export function clean(value: string): string {
  const short = value.slice(0, longest);
  return (plain.test(short) ? short : short.replace(unwanted, '')).trim();
}

/** The parameters of an address by lower-case name; the first of a name counts, an empty one not at all. */
export function readTags({ searchParams }: URL): ReadonlyMap<string, string> {
  const tags = new Map<string, string>();
  searchParams.forEach((raw, name) => {
    const key = name.toLowerCase();
    // Newsletters put their reader's address into links. It says nothing about a source and must not be stored.
    const value = key.startsWith('utm_') && hasEmailAddress(raw) ? '' : clean(raw);
    if (value && !tags.has(key)) tags.set(key, value);
  });
  return tags;
}
