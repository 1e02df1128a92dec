import { isObject, isRecord, isShallow, pending } from '../core/signal.js';

/** Signals that are not as they were read, by path. `undefined` is unavailable, `pending` on its way. */
export type Changes = ReadonlyMap<string, unknown>;

/** A path of one of the groups that signals have. */
const path =
  /^(page|source|first|geo|device|visits|interests|goals|traits|time)(\.[^.]{1,100}){1,8}$|^consent$/;

const MOST = 500;

/** As JSON: `null` for unavailable, `{"state":"pending"}` for what is on its way. */
export function toJson(changes: Changes): Record<string, unknown> {
  return Object.fromEntries(
    [...changes].map(([key, value]) => [
      key,
      value === undefined ? null : value === pending ? { state: 'pending' } : value,
    ]),
  );
}

/** Reads what stood in an address: whatever is no signal is left out, and what is too deep to be followed down. */
export function fromJson(json: unknown): Changes {
  return new Map(
    Object.entries((json ?? {}) as Record<string, unknown>)
      .slice(0, MOST)
      .filter(([key, value]) => isPath(key) && isShallow(value))
      .map(([key, value]) => [
        key,
        isObject(value) && value['state'] === 'pending' ? pending : (value ?? undefined),
      ]),
  );
}

export function isPath(text: string): boolean {
  return path.test(text);
}

/**
 * A value with changes in it. The original is not touched, and read only when somebody asks: some signals cost a request.
 *
 * @param prefix The path of the value.
 */
export function overlay(original: unknown, prefix: string, changes: Changes): unknown {
  if (changes.has(prefix)) return changes.get(prefix);
  const start = `${prefix}.`;
  const below = [...changes.keys()].filter((key) => key.startsWith(start));
  if (!below.length) return original;
  const result = Array.isArray(original) ? [...(original as unknown[])] : {};
  if (isRecord(original)) {
    for (const key of Object.getOwnPropertyNames(original)) {
      Object.defineProperty(result, key, {
        configurable: true,
        enumerable: Object.prototype.propertyIsEnumerable.call(original, key),
        get: () => original[key],
      });
    }
  }
  for (const key of new Set(below.map((each) => each.slice(start.length).split('.')[0] ?? ''))) {
    const had = Object.getOwnPropertyDescriptor(original ?? {}, key);
    const before: unknown = had && Reflect.get(original as object, key);
    Object.defineProperty(result, key, {
      configurable: true,
      enumerable: true,
      value: overlay(before, start + key, changes),
    });
  }
  return result;
}
