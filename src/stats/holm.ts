/**
 * Corrects p-values for the number of comparisons (Holm 1979, https://www.jstor.org/stable/4615733): the chance
 * that even one of the equal pairs is called different stays below `alpha` when each result is compared with it.
 *
 * @returns The corrected values in the order given; none below the original, none above 1.
 * @example holm([0.01, 0.04, 0.03]) // [0.03, 0.06, 0.06]
 */
export function holm(ps: readonly number[]): number[] {
  const corrected = new Array<number>(ps.length).fill(1);
  const order = [...ps.keys()].sort((a, b) => (ps[a] ?? 1) - (ps[b] ?? 1));
  let largest = 0;
  for (const [rank, index] of order.entries()) {
    largest = Math.max(largest, Math.min(1, (ps.length - rank) * (ps[index] ?? 1)));
    corrected[index] = largest;
  }
  return corrected;
}
