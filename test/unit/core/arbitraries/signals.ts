import fc from 'fast-check';
import { pending, type Signals } from '../../../../src/core.js';

/** Takes a value or a key away. */
export const missing = Symbol('missing');

const keys = ['a', 'b', 'x', '0', 'length', 'constructor', '__proto__'];

const scalar = fc.oneof(
  fc.constantFrom<unknown>(0, 1, 2, 10, 'x', 'X', 'xy', '1', '', true, false, null),
  fc.integer({ min: -3, max: 3 }),
);

/** Small JSON values from a small world, so that comparisons have a chance to hold. */
export const { known, leafy } = fc.letrec<{ known: unknown; leafy: unknown }>((tie) => ({
  known: fc.oneof({ maxDepth: 3, withCrossShrink: true }, scalar, ...trees(tie('known'))),
  /** The same, with something pending here and there. */
  leafy: fc.oneof(
    { maxDepth: 3, withCrossShrink: true },
    { weight: 3, arbitrary: scalar },
    { weight: 2, arbitrary: fc.constant<unknown>(pending) },
    ...trees(tie('leafy')),
  ),
}));

/** Paths that mostly lead somewhere. */
export const path = fc.oneof(
  { weight: 3, arbitrary: fc.constantFrom('a', 'b', 'a.x', 'b.0') },
  {
    weight: 1,
    arbitrary: fc
      .array(fc.constantFrom(...keys), { minLength: 1, maxLength: 3 })
      .map((parts) => parts.join('.')),
  },
);

/** Signals in which some values may be pending. */
export const signals: fc.Arbitrary<Signals> = fc.record(
  { a: leafy, b: leafy, constructor: leafy },
  { requiredKeys: ['a'] },
);

/** Unlike fc.dictionary, makes `__proto__` an own key, as JSON.parse does. */
export function record(
  key: fc.Arbitrary<string>,
  item: fc.Arbitrary<unknown>,
): fc.Arbitrary<Record<string, unknown>> {
  return fc.array(fc.tuple(key, item), { maxLength: 3 }).map((pairs) => Object.fromEntries(pairs));
}

function trees(inner: fc.Arbitrary<unknown>): fc.Arbitrary<unknown>[] {
  return [fc.array(inner, { maxLength: 3 }), record(fc.constantFrom(...keys), inner)];
}
