import { hasEmailAddress } from '../core/personal.js';
import { isRecord, isText } from '../core/signal.js';
import type { Traits } from '../types.js';

const MAX_TEXT = 256;
const MAX_FIELDS = 50;
/** Deeper than any trait goes; what refers to itself ends here. */
const MAX_DEPTH = 5;

/**
 * Who a person is or where they can be found: never stored. A name says it by its last words, in front of which anything may
 * stand (`userPhone`) or, where they are said of things too, the word for a person or one of their places (`customerName`).
 */
const personal =
  /((^|(^| )((private|personal|home|work|contact|customer|billing|shipping|delivery|display|postal|street|tele|mobile|cell|full|last|family|sur|e|(user|business)(?! ?name)) ?)+)(mail|mobile|street|tel|name|phone|address|birth ?(day|date)|date ?of ?birth|dob|geburts(tag|datum))| (phone|address|birth ?(day|date)|date ?of ?birth|dob|geburts(tag|datum)))( ?(address|number|line))?$/i;

/** Names that reach into an object's prototype. */
const forbidden = /^(__proto__|constructor|prototype|)$/;

/**
 * Brings traits into shape: plain values only, texts of at most 256 characters, dotted keys as nested ones.
 *
 * @see https://segment.com/docs/connections/spec/identify/#traits
 */
export function cleanTraits(value: unknown, depth = 0): Traits {
  const clean: Record<string, unknown> = {};
  if (!isRecord(value) || depth > MAX_DEPTH) return clean;
  for (const [key, trait] of Object.entries(value).slice(0, MAX_FIELDS)) {
    const [name = '', ...rest] = key.split('.');
    if (forbidden.test(name)) continue;
    clean[name] = rest.length
      ? { ...(clean[name] as object), ...cleanTraits({ [rest.join('.')]: trait }, depth + 1) }
      : cleanValue(trait, depth + 1);
  }
  return clean;
}

/** Adds traits to what is known: what is nested stands beside what was nested there before. */
export function mergeTraits(known: Traits, added: Traits): Traits {
  const merged: Record<string, unknown> = { ...known };
  for (const [name, value] of Object.entries(added)) {
    const before = merged[name];
    merged[name] = isRecord(before) && isRecord(value) ? mergeTraits(before, value) : value;
  }
  return merged;
}

/**
 * The traits that may be stored; the paths of the others are told. A company's name and address are nobody's, and a yes or no
 * (`email: true`) is neither a name nor a place.
 */
export function storable(traits: Traits, onPersonal: (path: string) => void, parent = ''): Traits {
  const keep = (value: unknown, path: string): unknown => {
    if (Array.isArray(value)) return value.map((item, index) => keep(item, `${path}.${index}`));
    return isRecord(value) ? storable(value, onPersonal, `${path}.`) : value;
  };
  const kept: Record<string, unknown> = {};
  for (const [name, value] of Object.entries(traits)) {
    const path = parent + name;
    if (
      (isPersonal(name) &&
        typeof value !== 'boolean' &&
        !/^company.?(name|address)$/i.test(path)) ||
      [value].flat(MAX_DEPTH).some((item) => isText(item) && hasEmailAddress(item))
    ) {
      onPersonal(path);
    } else kept[name] = keep(value, path);
  }
  return kept;
}

/** Names are read as words, whether capitals, signs or digits part them; those of a brand (`iPhone`) are one. */
function isPersonal(name: string): boolean {
  const words = name.replace(/([a-z]{2})(?=[A-Z])/g, '$1 ').replace(/[\W\d_]+/g, ' ');
  return personal.test(words.trim());
}

function cleanValue(value: unknown, depth: number): unknown {
  if (Array.isArray(value)) {
    return depth > MAX_DEPTH
      ? []
      : value.slice(0, MAX_FIELDS).map((item) => cleanValue(item, depth + 1));
  }
  if (isRecord(value) && !(value instanceof Date)) return cleanTraits(value, depth);
  if (typeof value === 'string') return value.slice(0, MAX_TEXT);
  if (value instanceof Date) return value.toJSON();
  // What JSON has no word for cannot be stored either.
  return typeof value === 'boolean' || Number.isFinite(value) ? value : undefined;
}
