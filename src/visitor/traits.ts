import { isRecord } from '../core/signal.js';
import type { Traits } from '../types.js';

const MAX_TEXT = 256;
const MAX_FIELDS = 50;
/** Deeper than any trait goes; what refers to itself ends here. */
const MAX_DEPTH = 5;

/** Who a person is or where they can be found: never stored. Names as in Segment's reserved traits. */
const personal = /^(e-?mail|phone|name|lastName|address|street|birthday|dateOfBirth)$/i;

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

/** The traits that may be stored; the names of the others are told. */
export function storable(traits: Traits, onPersonal: (name: string) => void): Traits {
  return Object.fromEntries(
    Object.entries(traits).filter(([name]) => !personal.test(name) || onPersonal(name)),
  );
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
