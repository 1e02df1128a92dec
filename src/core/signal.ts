import type { Signals } from '../types.js';

/**
 * The value of a signal whose answer is on its way. Registered, so that two copies of the library agree.
 *
 * @example evaluate({ 'geo.country': 'DE' }, { geo: { country: pending } }) // undefined
 */
export const pending: unique symbol = Symbol.for('tailorbird.pending') as never;

/** Deeper than any trait or signal goes. */
const DEEPEST = 8;

/** A plan has few paths, and asks for each of them often. */
const split = new Map<string, readonly string[]>();

/**
 * Reads a dotted path, own properties only: `constructor` and `__proto__` find nothing.
 * What lies below a pending value is pending.
 */
export function readPath(signals: Signals, path: string): unknown {
  let value: unknown = signals;
  let keys = split.get(path);
  if (!keys) split.set(path, (keys = path.split('.')));
  for (const key of keys) {
    if (value === pending) break;
    // Not only enumerable ones: what costs a request is left out of listings, not out of reach.
    if (!isObject(value) || !Object.prototype.hasOwnProperty.call(value, key)) return undefined;
    if (key === 'length' && Array.isArray(value)) return undefined;
    value = value[key];
  }
  return value;
}

/** Whether a value is pending or holds something that is. */
export function hasPending(value: unknown): boolean {
  if (isObject(value))
    for (const key of Object.keys(value)) if (hasPending(value[key])) return true;
  return value === pending;
}

export function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null;
}

/** An object that is no array: what JSON calls an object. */
export function isRecord(value: unknown): value is Record<string, unknown> {
  return isObject(value) && !Array.isArray(value);
}

export function isText(value: unknown): value is string {
  return typeof value === 'string';
}

/** Enumerable ones, so that the `length` of an array is no value of its own. */
export function hasOwn(object: object, key: string): boolean {
  return Object.prototype.propertyIsEnumerable.call(object, key);
}

/** What JSON can hold, no deeper than anything here needs: what follows it down would run out of stack. */
export function isShallow(value: unknown, depth = DEEPEST): boolean {
  return (
    !isObject(value) ||
    (depth > 0 && Object.values(value).every((part) => isShallow(part, depth - 1)))
  );
}
