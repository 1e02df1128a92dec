import { isRecord } from '../core/signal.js';
import type { Traits } from '../types.js';

const MAX_TEXT = 256;
const MAX_FIELDS = 50;

/** Who a person is or where they can be found: never stored. Names as in Segment's reserved traits. */
const personal = /^(e-?mail|phone|name|lastName|address|street|birthday|dateOfBirth)$/i;

/** Names that reach into an object's prototype. */
const forbidden = /^(__proto__|constructor|prototype|)$/;

/**
 * Brings traits into shape: plain values only, texts of at most 256 characters, dotted keys as nested ones.
 *
 * @see https://segment.com/docs/connections/spec/identify/#traits
 */
export function cleanTraits(value: unknown): Traits {
  const clean: Record<string, unknown> = {};
  if (!isRecord(value)) return clean;
  for (const [key, trait] of Object.entries(value).slice(0, MAX_FIELDS)) {
    const [name = '', ...rest] = key.split('.');
    if (forbidden.test(name)) continue;
    clean[name] = rest.length
      ? { ...(clean[name] as object), ...cleanTraits({ [rest.join('.')]: trait }) }
      : cleanValue(trait);
  }
  return clean;
}

/** The traits that may be stored; the names of the others are told. */
export function storable(traits: Traits, onPersonal: (name: string) => void): Traits {
  return Object.fromEntries(
    Object.entries(traits).filter(([name]) => !personal.test(name) || onPersonal(name)),
  );
}

function cleanValue(value: unknown): unknown {
  if (Array.isArray(value)) return value.slice(0, MAX_FIELDS).map(cleanValue);
  if (isRecord(value)) return cleanTraits(value);
  return typeof value === 'string' ? value.slice(0, MAX_TEXT) : value;
}
