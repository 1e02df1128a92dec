/** Longest value kept of anything that stands in an address. */
const longest = 256;

/** The address as a URL; `undefined` if it is none. */
export function parseAddress(text: string): URL | undefined {
  try {
    return new URL(text);
  } catch {
    return undefined;
  }
}

/** Anybody can write an address: drops control characters, half characters, and marks that turn text around. */
export function clean(value: string): string {
  return value
    .slice(0, longest)
    .replace(/[\p{Cc}\p{Cs}\p{Bidi_Control}]/gu, '')
    .trim();
}

/** The parameters of an address by lower-case name; the first of a name counts, an empty one not at all. */
export function readTags({ searchParams }: URL): ReadonlyMap<string, string> {
  const tags = new Map<string, string>();
  searchParams.forEach((raw, name) => {
    const key = name.toLowerCase();
    const value = clean(raw);
    if (value && !tags.has(key)) tags.set(key, value);
  });
  return tags;
}
