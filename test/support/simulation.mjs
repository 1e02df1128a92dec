import { xorshift } from './events.mjs';

/**
 * Experiments with a known truth, watched day by day: how often is the report wrong at any look?
 *
 * @typedef {(arms: { control: { n: number, s: number }, treatment: { n: number, s: number } },
 *   options?: { looks?: 'any' | 'one' }) => { interval: readonly [number, number] | undefined, verdict: string }} Compare
 * @typedef {{ name: string, rate: number, perDay: number, controlShare: number, lift: number }} Setup
 * @typedef {{ called: number, outside: number }} Wrong
 *   Shares of runs that were ever called different, and in which the truth was ever outside the interval.
 */

/** @type {readonly Setup[]} */
export const setups = [
  { name: 'A/A 5 %, 1,000 a day, 50/50', rate: 0.05, perDay: 1000, controlShare: 0.5, lift: 0 },
  {
    name: 'A/A 2 %, 200 a day, 10 % held out',
    rate: 0.02,
    perDay: 200,
    controlShare: 0.1,
    lift: 0,
  },
  {
    name: 'A/B +15 %, 5 %, 1,000 a day, 50/50',
    rate: 0.05,
    perDay: 1000,
    controlShare: 0.5,
    lift: 0.15,
  },
  {
    name: 'A/B +15 %, 2 %, 200 a day, 10 % held out',
    rate: 0.02,
    perDay: 200,
    controlShare: 0.1,
    lift: 0.15,
  },
];

export const DAYS = 30;

/**
 * Every visitor draws an arm and a conversion; after each day both kinds of interval are looked at.
 *
 * @param {Setup} setup
 * @param {{ runs: number, seed: number, compare: Compare }} how
 * @returns {{ sequential: Wrong, naive: Wrong }}
 */
export function simulate({ rate, perDay, controlShare, lift }, { runs, seed, compare }) {
  const random = xorshift(seed);
  const kinds = { sequential: 'any', naive: 'one' };
  const wrong = { sequential: { called: 0, outside: 0 }, naive: { called: 0, outside: 0 } };
  for (let run = 0; run < runs; run++) {
    const control = { n: 0, s: 0 };
    const treatment = { n: 0, s: 0 };
    const seen = { sequential: new Set(), naive: new Set() };
    for (let day = 0; day < DAYS; day++) {
      for (let visitor = 0; visitor < perDay; visitor++) {
        const held = random() < controlShare;
        const arm = held ? control : treatment;
        arm.n++;
        if (random() < rate * (held ? 1 : 1 + lift)) arm.s++;
      }
      for (const [kind, looks] of Object.entries(kinds)) {
        const { interval, verdict } = compare({ control, treatment }, { looks });
        if (verdict === 'ahead' || verdict === 'behind') seen[kind].add('called');
        if (interval && (interval[0] > lift || interval[1] < lift)) seen[kind].add('outside');
      }
    }
    for (const kind of Object.keys(kinds)) {
      for (const event of seen[kind]) wrong[kind][event] += 1 / runs;
    }
  }
  return wrong;
}
