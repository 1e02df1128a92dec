import type { Atom, Literal } from './formula.js';

/** Answers a test for a value; for an item of a list rather than the signal itself in possible-list.ts. */
export type Test = (atom: Atom, value: unknown) => boolean | undefined;

export const direct: Test = ({ test }, value) => test(value);

/** An object like no other, and so equal to none that a condition names. */
export const someObject = { '\0': true };

/** Whether nothing speaks against a value. */
export function isSolvedBy(
  literals: readonly Literal[],
  value: unknown,
  test: Test = direct,
): boolean {
  return literals.every(({ atom, positive }) => test(atom, value) !== !positive);
}

/** What the tests compare with. */
export function constants(literals: readonly Literal[]): readonly unknown[] {
  return literals.flatMap(({ atom: { shape } }) =>
    shape.kind === 'term' ? [shape.value] : 'operand' in shape ? [shape.operand] : [],
  );
}
