import { probabilityBest, proposeWeights } from '../stats/weights.js';
import { valuesOf } from './compare-arms.js';
import { armedExperiments, type ArmedExperiment } from './experiments.js';
import type { Ledger } from './ledger.js';
import type { ExperimentReport } from './report.js';
import { tally } from './tally.js';

/** What `--weights` writes; a plan takes the entries of `experiments` as they are. */
export interface Proposal {
  readonly experiments: Readonly<Record<string, ProposedShares>>;
}

export interface ProposedShares {
  /** The day of the newest event, or one not used yet: from then on events are counted apart, as shares have changed. */
  readonly epoch: string;
  readonly weights: Readonly<Record<string, number>>;
}

/**
 * Proposes shares for the next span of time, by the latest version of each experiment.
 *
 * The holdout is left as it is: it measures what the rest is worth. Nothing is proposed for an experiment whose
 * sample ratio raised an alarm, and why is said in `skipped`.
 */
export function propose(
  ledger: Ledger,
  goal: number,
  reports: readonly ExperimentReport[],
): { proposal: Proposal; skipped: string[] } {
  const epoch = newEpoch(ledger);
  const latest = new Map(
    armedExperiments(ledger, tally(ledger)).map((experiment) => [
      experiment.experiment,
      experiment,
    ]),
  );
  const skipped: string[] = [];
  const entries: [string, ProposedShares][] = [];
  for (const [key, experiment] of latest) {
    const report = reports.find((of) => of.experiment === key && of.version === experiment.version);
    const shown = experiment.arms.filter(({ arm }) => arm !== 'holdout');
    const names = shown.map(({ variant }) => variant);
    if (report?.sampleRatio.alarm) skipped.push(`${key}: its sample ratio raised an alarm`);
    else if (shown.length < 2) skipped.push(`${key}: a single variant has nothing to share`);
    else if (new Set(names).size < names.length || names.includes(''))
      skipped.push(`${key}: its variants have no names of their own`);
    else entries.push([key, { epoch, weights: sharesOf(experiment, goal) }]);
  }
  return { proposal: { experiments: Object.fromEntries(entries) }, skipped };
}

/** Not one that events have already: after a visitor's clock that is years ahead, each day would be the same one. */
function newEpoch({ counts, epochs }: Ledger): string {
  const day = new Date(counts.newest).toISOString().slice(0, 10);
  const known = new Set(epochs.list.map(([epoch]) => epoch));
  let epoch = day;
  for (let count = 2; known.has(epoch); count++) epoch = `${day}.${count}`;
  return epoch;
}

function sharesOf({ arms }: ArmedExperiment, goal: number): Record<string, number> {
  const shown = arms.filter(({ arm }) => arm !== 'holdout');
  const epochs = new Set(shown.flatMap(({ cells }) => cells.map(({ epoch }) => epoch)));
  const strata = [...epochs].map((epoch) =>
    shown.map(({ cells }) =>
      valuesOf(
        cells.filter((cell) => cell.epoch === epoch),
        goal,
      ),
    ),
  );
  const weights = proposeWeights(probabilityBest(strata));
  return Object.fromEntries(shown.map(({ variant }, index) => [variant, weights[index] ?? 0]));
}
