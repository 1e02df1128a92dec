import { emailAddress } from '../core/personal.js';
import { isRecord, isText } from '../core/signal.js';
import type { Traits } from '../types.js';

const MAX_TEXT = 256;
const MAX_FIELDS = 50;
/** Deeper than any trait goes; what refers to itself ends here. */
const MAX_DEPTH = 5;

/** Who a person is or where they can be found: never stored. Segment's reserved traits and their usual spellings. */
const personal =
  /^((private|personal|home|work|business|contact|billing|shipping|delivery|postal|street|tele|mobile|cell)?(e?mail|phone|mobile|address)(address|number)?|tel|(full|last|family|sur)?name|street|birth(day|date)|dateofbirth|dob)$/i;

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

/** The traits that may be stored; the paths of the others are told. A company's name and address are nobody's. */
export function storable(traits: Traits, onPersonal: (path: string) => void, parent = ''): Traits {
  const keep = (value: unknown, path: string): unknown => {
    if (Array.isArray(value)) return value.map((item, index) => keep(item, `${path}.${index}`));
    return isRecord(value) ? storable(value, onPersonal, `${path}.`) : value;
  };
  const kept: Record<string, unknown> = {};
  for (const [name, value] of Object.entries(traits)) {
    const path = parent + name;
    if (
      (personal.test(name.replace(/\W|_/g, '')) && !/^company\.(name|address)$/.test(path)) ||
      [value].flat(MAX_DEPTH).some((item) => isText(item) && emailAddress.test(item))
    ) {
      onPersonal(path);
    } else kept[name] = keep(value, path);
  }
  return kept;
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
