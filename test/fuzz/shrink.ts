import type { FuzzPage } from './page.js';

type Json = Readonly<Record<string, unknown>>;

/**
 * Makes a page as small as it can be while it still fails. Whatever can be left out is tried: list entries (half of
 * them, then each), fields, and an element in favour of what is in it.
 *
 * @param fails Whether a smaller page still fails in the same way; asked of several at once.
 */
export async function shrink(
  page: FuzzPage,
  fails: (page: FuzzPage) => Promise<boolean>,
): Promise<FuzzPage> {
  let smallest = page;
  for (;;) {
    const candidates = smaller(smallest);
    const found = await firstThat(candidates, fails);
    if (!found) return smallest;
    smallest = found;
  }
}

/** As many at once as there are lanes. */
const AT_ONCE = 8;

async function firstThat(
  candidates: Iterable<FuzzPage>,
  fails: (page: FuzzPage) => Promise<boolean>,
): Promise<FuzzPage | undefined> {
  const all = [...candidates];
  for (let start = 0; start < all.length; start += AT_ONCE) {
    const some = all.slice(start, start + AT_ONCE);
    const answers = await Promise.all(some.map(fails));
    const index = answers.indexOf(true);
    if (index >= 0) return some[index];
  }
  return undefined;
}

/** Smaller pages, the smallest first. */
function smaller(page: FuzzPage): FuzzPage[] {
  return variations(page as unknown as Json)
    .map((candidate) => ({ ...blank, ...(candidate as FuzzPage) }))
    .map((candidate) => [JSON.stringify(candidate).length, candidate] as const)
    .filter(([length]) => length < JSON.stringify(page).length)
    .sort(([a], [b]) => a - b)
    .map(([, candidate]) => candidate);
}

/** What no page can do without. */
const blank: Pick<FuzzPage, 'body'> = { body: [] };
/** Not left out: a part of a page without them is none. */
const kept = new Set([
  'tag',
  'n',
  'do',
  'id',
  'country',
  'guest',
  'text',
  'raw',
  'step',
  'to',
  'state',
  'traits',
]);

function variations(value: unknown): unknown[] {
  if (Array.isArray(value)) return listVariations(value);
  if (typeof value !== 'object' || value === null) return textVariations(value);
  const entries = Object.entries(value);
  const without = entries
    .filter(([key]) => !kept.has(key))
    .map(([key]) => Object.fromEntries(entries.filter(([other]) => other !== key)));
  const within = entries.flatMap(([key, part]) =>
    (key === 'guest' || key === 'step' || !kept.has(key) ? variations(part) : []).map(
      (variation) => ({
        ...value,
        [key]: variation,
      }),
    ),
  );
  return [...without, ...within];
}

function listVariations(list: readonly unknown[]): unknown[] {
  const half = Math.floor(list.length / 2);
  return [
    ...(half > 1 ? [list.slice(half), list.slice(0, half)] : []),
    ...list.map((_, index) => list.toSpliced(index, 1)),
    // An element in favour of its children.
    ...list.flatMap((item, index) => {
      const { children } = (item ?? {}) as { children?: readonly unknown[] };
      return children ? [list.toSpliced(index, 1, ...children)] : [];
    }),
    ...list.flatMap((item, index) =>
      variations(item).map((variation) => list.toSpliced(index, 1, variation)),
    ),
  ];
}

/** An audience of several terms, in favour of one. */
function textVariations(value: unknown): unknown[] {
  const words = typeof value === 'string' ? value.split(/[\s+]+/).filter(Boolean) : [];
  return words.length > 1 ? words : [];
}
