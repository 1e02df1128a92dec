/** Which values a signal can have, apart from none: every signal may be missing. */
export interface Domain {
  /** For people, after "is": "a whole number from 1 to 7". */
  readonly description: string;
  readonly booleans?: boolean;
  readonly numbers?: { readonly min: number; readonly max: number; readonly whole: boolean };
  /** Any text, or one of these. */
  readonly texts?: true | readonly string[];
  readonly lists?: boolean;
  readonly objects?: boolean;
  readonly nulls?: boolean;
}

/** A signal of which nothing is known. */
export const anything: Domain = {
  description: 'anything',
  booleans: true,
  numbers: { min: -Infinity, max: Infinity, whole: false },
  texts: true,
  lists: true,
  objects: true,
  nulls: true,
};

/** The same, as long as it is not a list: of a list, one item may meet one comparison and another the next. */
export const anythingButLists: Domain = { ...anything, lists: false };

export const text: Domain = { description: 'a text', texts: true };
export const flag: Domain = { description: 'true or false', booleans: true };

export function oneOf(...texts: readonly string[]): Domain {
  const description =
    texts.length > 24 ? `${texts.slice(0, 3).join(', ')} …` : `one of ${texts.join(', ')}`;
  return { description, texts };
}

/** A whole number. */
export function whole(min: number, max = Infinity): Domain {
  const range = max < Infinity ? `from ${min} to ${max}` : `from ${min}`;
  return { description: `a whole number ${range}`, numbers: { min, max, whole: true } };
}

export function number(min: number, max = Infinity): Domain {
  const range = max < Infinity ? `from ${min} to ${max}` : `from ${min}`;
  return { description: `a number ${range}`, numbers: { min, max, whole: false } };
}
