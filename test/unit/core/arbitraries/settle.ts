import fc from 'fast-check';
import { pending } from '../../../../src/core.js';
import { leafy, missing } from './signals.js';

/** Which pending value is answered next, and with what. An answer may have pending parts of its own. */
export interface Answer {
  readonly turn: number;
  readonly value: unknown;
}

export const answers: fc.Arbitrary<Answer[]> = fc.array(
  fc.record({
    turn: fc.nat(),
    value: fc.oneof(
      { weight: 1, arbitrary: fc.constant<unknown>(missing) },
      { weight: 3, arbitrary: leafy },
    ),
  }),
  { minLength: 4, maxLength: 8 },
);

/** Every state from the first to the one in which nothing is pending, one answer at a time. */
export function* settle<T>(state: T, given: readonly Answer[]): Generator<T> {
  yield state;
  for (let step = 0; ; step++) {
    const places = pendingPlaces(state);
    if (places.length === 0) return;
    // When the answers run out, whatever is left turns out to be missing.
    const { turn, value } = given[step] ?? { turn: 0, value: missing };
    state = replace(state, places[turn % places.length] ?? [], value) as T;
    yield state;
  }
}

function pendingPlaces(value: unknown): string[][] {
  if (value === pending) return [[]];
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, item]) =>
    pendingPlaces(item).map((place) => [key, ...place]),
  );
}

function replace(value: unknown, [key, ...rest]: readonly string[], by: unknown): unknown {
  if (key === undefined) return by;
  const item = replace((value as Record<string, unknown>)[key], rest, by);
  if (Array.isArray(value)) {
    // A place in a list stays where it is.
    return value.map((old: unknown, at) =>
      String(at) !== key ? old : item === missing ? null : item,
    );
  }
  return Object.fromEntries(
    Object.entries(value as object)
      .map(([name, old]: [string, unknown]) => [name, name === key ? item : old] as const)
      .filter(([, item]) => item !== missing),
  );
}
