import { isRecord } from '../core/signal.js';
import type { Reporter } from '../lib/report.js';
import type { Traits } from '../types.js';

const MAX_TEXT = 256;
const MAX_FIELDS = 50;

/** Who a person is or where they can be found: never stored. Names as in Segment's reserved traits. */
const personal = /^(e-?mail|phone|name|lastName|address|street|birthday|dateOfBirth)$/i;

/**
 * Brings traits into shape: plain values only, texts of at most 256 characters, dotted keys as nested ones.
 *
 * @see https://segment.com/docs/connections/spec/identify/#traits
 */
export function cleanTraits(traits: unknown, report: Reporter): Traits {
  const clean: Record<string, unknown> = {};
  if (!isRecord(traits)) {
    report('traits', 'traits must be an object such as {"plan": "pro"}');
    return clean;
  }
  for (const [key, value] of Object.entries(traits).slice(0, MAX_FIELDS)) {
    const [name = '', ...rest] = key.split('.');
    if (/^(__proto__|constructor|prototype)?$/.test(name)) continue;
    if (rest.length) {
      const group = isRecord(clean[name]) ? clean[name] : {};
      clean[name] = { ...group, ...cleanTraits({ [rest.join('.')]: value }, report) };
    } else if (isRecord(value)) {
      clean[name] = cleanTraits(value, report);
    } else {
      clean[name] = Array.isArray(value) ? value.slice(0, MAX_FIELDS).map(plain) : plain(value);
    }
  }
  return clean;
}

/** The traits that may be stored. */
export function storable(traits: Traits, report: Reporter): Traits {
  const kept = Object.entries(traits).filter(([key]) => {
    if (!personal.test(key)) return true;
    report('personal-trait', 'is used on this page but never stored', `traits.${key}`);
    return false;
  });
  return Object.fromEntries(kept);
}

function plain(value: unknown): unknown {
  if (typeof value === 'string') return value.slice(0, MAX_TEXT);
  return typeof value === 'number' || typeof value === 'boolean' ? value : undefined;
}
