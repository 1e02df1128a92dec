import { describe, expect, test, vi } from 'vitest';
import { compare } from '../../../src/stats.js';
import { DAYS, setups, simulate } from '../../support/simulation.mjs';

// Millions of visitors take their time on a busy machine.
vi.setConfig({ testTimeout: 120_000 });

const RUNS = 300;

/** `npm run simulate` is the same with 2,000 runs. */
describe(`looking on each of ${DAYS} days, ${RUNS} times over`, () => {
  for (const setup of setups) {
    test(setup.name, () => {
      const { sequential, naive } = simulate(setup, { runs: RUNS, seed: 1, compare });
      const percent = (share: number) => `${(share * 100).toFixed(1)} %`;
      const row = ({ called, outside }: typeof naive) =>
        `${setup.lift ? '' : `called different ${percent(called)}, `}off the truth ${percent(outside)}`;
      console.log(`${setup.name}\n  sequential: ${row(sequential)}\n  naive:      ${row(naive)}`);
      expect(sequential.outside).toBeLessThanOrEqual(0.05);
      if (setup.lift === 0) expect(sequential.called).toBeLessThanOrEqual(0.05);
      // Otherwise this test would not notice an interval that is too narrow.
      expect(naive.outside).toBeGreaterThan(0.1);
    });
  }
});
