import type { Domain } from './domain.js';
import type { Literal } from './formula.js';
import { constants } from './literals.js';

/**
 * Whether a number can pass: one of those that the tests name, or one between two neighbours of them, where no test
 * changes its answer. (A prefix is the exception: `traits.size:4*`. What lies between is then taken to pass.)
 */
export function possibleNumber(
  literals: readonly Literal[],
  { min, max, whole }: NonNullable<Domain['numbers']>,
  solves: (value: number) => boolean,
): boolean {
  const isAllowed = (value: number): boolean =>
    value >= min && value <= max && (!whole || Number.isInteger(value));
  const named = [...new Set([...constants(literals).flatMap(asNumber), min, max])]
    .filter(Number.isFinite)
    .sort((a, b) => a - b);
  const loose = literals.filter(({ atom: { shape } }) => shape.kind !== 'term' || !isPrefix(shape));
  const isLoose = loose.length < literals.length;
  if (named.some((value) => isAllowed(value) && solves(value))) return true;
  if (min === -Infinity && max === Infinity && [NaN, Infinity, -Infinity].some(solves)) return true;
  const between = [-Infinity, ...named].map((from, index) => inside(from, named[index], whole));
  return between.some(
    (value) =>
      value !== undefined &&
      isAllowed(value) &&
      (isLoose
        ? loose.every(({ atom, positive }) => atom.test(value) !== !positive)
        : solves(value)),
  );
}

function isPrefix(shape: { readonly match: string }): boolean {
  return shape.match === 'prefix';
}

/** A term compares a number as it is written. */
function asNumber(constant: unknown): number[] {
  return typeof constant === 'number' || typeof constant === 'string' ? [Number(constant)] : [];
}

/** A number between two neighbours, themselves excluded; `undefined` if there is none. */
function inside(from: number, to = Infinity, whole: boolean): number | undefined {
  const step = (at: number): number => (whole ? 1 : Math.max(1, Math.abs(at)));
  if (from === -Infinity && to === Infinity) return 0;
  if (from === -Infinity) return Math.ceil(to) - step(to);
  if (to === Infinity) return Math.floor(from) + step(from);
  const middle = whole ? Math.floor(from) + 1 : from + (to - from) / 2;
  return middle > from && middle < to ? middle : undefined;
}
