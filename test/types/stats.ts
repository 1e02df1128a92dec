/*
 * Type errors are tests: tsc compiles this file, and every `@ts-expect-error` must find an error.
 * Nothing here runs.
 */
import { compare, compareMeans, type Comparison, type Verdict } from '../../src/stats.js';

export function counts(): Comparison {
  const arms = { control: { n: 10, s: 1 }, treatment: { n: 10, s: 2 } };
  compare([arms, arms], { looks: 'one' });
  // @ts-expect-error values need a mean and a variance
  compareMeans(arms);
  // @ts-expect-error there is no such number of looks
  compare(arms, { looks: 'some' });
  return compare(arms, { alpha: 0.1, tune: 1000 });
}

export function words({ verdict, interval, lift }: Comparison): string {
  // @ts-expect-error there may be no interval yet
  const low: number = interval[0];
  // @ts-expect-error there may be no lift yet
  const certain: number = lift;
  const text: Record<Verdict, string> = {
    ahead: 'keep it',
    behind: 'end it',
    'no difference shown yet': 'go on',
    'too little data': 'wait',
  };
  return text[verdict] + low + certain;
}
