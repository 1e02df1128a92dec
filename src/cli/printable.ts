const unprintable = /[\p{Cc}\p{Zl}\p{Zp}\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff]/gu;

/**
 * Makes a text from an event safe to print: without control characters, which can rewrite a terminal's screen, and
 * without marks that turn the direction of writing, which can make a line read as another (CVE-2021-42574).
 */
export function printable(text: string): string {
  return text.replace(unprintable, '\ufffd');
}

/** The same for every text in a structure. */
export function printableDeep<T>(value: T): T {
  if (typeof value === 'string') return printable(value) as T;
  if (Array.isArray(value)) return value.map(printableDeep) as T;
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, item]) => [key, printableDeep<unknown>(item)]),
  ) as T;
}
