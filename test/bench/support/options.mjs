import { parseArgs } from 'node:util';

/** The parts of the benchmark, in the order in which they run. */
export const parts = ['core', 'page', 'growth'];

/**
 * What was asked for on the command line.
 *
 * - `--only core|page|growth` one part instead of all; the others keep the results of the last run
 * - `--runs N` page views of each subject in each condition
 * - `--quick` few runs of everything: to see whether it works, not how fast
 * - `--subjects a,b` some subjects only
 *
 * @param {readonly string[]} args
 */
export function readOptions(args) {
  const { values } = parseArgs({
    args: [...args],
    options: {
      only: { type: 'string' },
      runs: { type: 'string' },
      quick: { type: 'boolean', default: false },
      subjects: { type: 'string' },
    },
  });
  if (values.only && !parts.includes(values.only))
    throw new Error(`--only takes one of ${parts.join(', ')}`);
  const runs = Number(values.runs ?? (values.quick ? 3 : 15));
  if (!(runs >= 1)) throw new Error('--runs takes a number');
  return {
    parts: values.only ? [values.only] : parts,
    runs,
    quick: values.quick,
    subjects: values.subjects?.split(','),
  };
}
