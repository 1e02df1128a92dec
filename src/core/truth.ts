import type { Truth } from '../types.js';

/*
 * Kleene's strong three-valued logic: an unknown operand matters only where it could change the answer.
 * https://plato.stanford.edu/entries/logic-manyvalued/ section 3.1
 */

/** `false` beats unknown, unknown beats `true`; an empty list is `true`. */
export function every<T>(items: readonly T[], test: (item: T) => Truth): Truth {
  let result: Truth = true;
  for (const item of items) {
    const truth = test(item);
    if (truth === false) return false;
    if (truth === undefined) result = undefined;
  }
  return result;
}

/** `true` beats unknown, unknown beats `false`; an empty list is `false`. */
export function some<T>(items: readonly T[], test: (item: T) => Truth): Truth {
  return not(every(items, (item) => not(test(item))));
}

/** Unknown stays unknown. */
export function not(truth: Truth): Truth {
  return truth === undefined ? undefined : !truth;
}
