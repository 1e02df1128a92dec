import { hasOwn, isRecord } from '../core/signal.js';

/** The last millisecond that a `Date` can hold; no other number that is stored comes near. */
const LATEST = 8.64e15;
/** Stands in a model for every key that it does not name. */
const REST = '*';

/**
 * Whether a value has the shape of a model all the way down. A model is an example: a text or a boolean stands for
 * any, a number for any from 0, `[model]` for a list, an object for its keys and, under `*`, all others. A function
 * tests by itself.
 *
 * @example fits({ paid: true, name: 'x' }, { paid: false, '*': '' }) // true
 */
export function fits(value: unknown, model: unknown): boolean {
  if (typeof model === 'function') return (model as (value: unknown) => boolean)(value);
  if (Array.isArray(model)) {
    return Array.isArray(value) && value.every((item) => fits(item, model[0]));
  }
  if (isRecord(model)) {
    return (
      isRecord(value) &&
      Object.keys({ ...model, ...value }).every((key) =>
        value[key] === undefined
          ? key === REST
          : fits(value[key], model[hasOwn(model, key) ? key : REST]),
      )
    );
  }
  return (
    typeof value === typeof model && (typeof value !== 'number' || (value >= 0 && value <= LATEST))
  );
}
