/** A source of chance that gives the same again for the same seed. */
export interface Random {
  /** From 0 up to 1. */
  real(): number;
  /** A whole number from `from` to `to`, both included. */
  whole(from: number, to: number): number;
  /** Whether something happens that has this probability. */
  chance(probability: number): boolean;
  pick<T>(from: readonly T[]): T;
  /** One of several, the one more often whose weight is higher. */
  weighted<T>(from: readonly (readonly [weight: number, value: T])[]): T;
  /** So many of what `make` gives, at least `from` and at most `to`. */
  several<T>(from: number, to: number, make: () => T): T[];
}

/** The generator `mulberry32` by Tommy Ettinger (public domain): 32 bits of state, and every seed is a good one. */
export function createRandom(seed: number): Random {
  let state = seed >>> 0;
  function real(): number {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = state;
    mixed = Math.imul(mixed ^ (mixed >>> 15), mixed | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  }
  const whole = (from: number, to: number): number => from + Math.floor(real() * (to - from + 1));
  return {
    real,
    whole,
    chance: (probability) => real() < probability,
    pick: (from) => from[whole(0, from.length - 1)]!,
    weighted(from) {
      let left = real() * from.reduce((sum, [weight]) => sum + weight, 0);
      return (from.find(([weight]) => (left -= weight) < 0) ?? from[0]!)[1];
    },
    several: (from, to, make) => Array.from({ length: whole(from, to) }, make),
  };
}
