/**
 * How often the report is wrong when somebody looks at it every day for 30 days, beside what peeking at
 * ordinary fixed-sample intervals does.
 *
 *   npm run simulate
 */
import { compare } from '../../dist/stats.js';
import { DAYS, setups, simulate } from '../support/simulation.mjs';

const RUNS = Number(process.env['RUNS'] ?? 2000);
const SEED = Number(process.env['SEED'] ?? 20_261_124);

const row = (name, ...cells) =>
  console.log(name.padEnd(44), ...cells.map((cell) => cell.padStart(11)));
const percent = (share) => `${(share * 100).toFixed(2)} %`;

console.log(
  `${RUNS} runs, a look on each of ${DAYS} days, seed ${SEED}; share of runs that were ever\n`,
);
row('', 'sequential', 'naive');
for (const setup of setups) {
  const { sequential, naive } = simulate(setup, { runs: RUNS, seed: SEED, compare });
  console.log(setup.name);
  if (setup.lift === 0)
    row('  called different', percent(sequential.called), percent(naive.called));
  row('  off the truth', percent(sequential.outside), percent(naive.outside));
  const worst = setup.lift === 0 ? sequential.called : sequential.outside;
  if (worst > 0.05) process.exitCode = 1;
}
