import { holm } from '../stats/holm.js';
import { compareArms, type Draft } from './compare-arms.js';
import { checkShares } from './expected-shares.js';
import { armedExperiments, goalsOf, slices, type ArmedExperiment } from './experiments.js';
import type { Ledger } from './ledger.js';
import { byName, sum } from './lists.js';
import { reachOf } from './reach.js';
import type { ComparedArms, ExperimentReport, Report, Result } from './report.js';
import type { Settings } from './settings.js';
import { tally, type Cell, type Tally } from './tally.js';

export interface AnalyseOptions {
  readonly settings: Settings;
  /** Which goals count; all if left out. */
  readonly goals?: readonly string[] | undefined;
}

/** What the events say, without what was wrong with them. */
export type Analysis = Omit<Report, 'events'>;

/** Turns what was counted into comparisons, each corrected for all of them. */
export function analyse(ledger: Ledger, { settings, goals }: AnalyseOptions): Analysis {
  const counted = tally(ledger);
  const drafts: Draft[] = [];
  const experiments = armedExperiments(ledger, counted).map((experiment) => ({
    ...describe(experiment, ledger, counted, settings),
    drafted: goalsOf(experiment, ledger, goals).flatMap((goal) =>
      slices(experiment, ledger, settings).map((slice) => {
        const found = compareArms(experiment, slice.segment, goal, settings);
        drafts.push(...found.comparisons);
        const segment =
          slice.segment === undefined ? undefined : ledger.segments.list[slice.segment]?.[0];
        return { ...found, segment, name: slice.name, goal: ledger.goals.list[goal]?.[0] ?? '' };
      }),
    ),
  }));

  const isUndecided = ({ found }: Draft): boolean => found.verdict === 'too little data';
  // What has no verdict cannot be a false one, but counts: it will have one at a later look.
  const corrected = holm(drafts.map((draft) => (isUndecided(draft) ? 1 : draft.p)));
  const correctedOf = new Map(drafts.map((draft, index) => [draft, corrected[index] ?? 1]));
  const judge = (draft: Draft): ComparedArms => {
    const { found, ...rest } = draft;
    const p = correctedOf.get(draft) ?? 1;
    const isShown = isUndecided(draft) || p <= settings.alpha;
    const verdict = isShown ? found.verdict : 'no difference shown yet';
    return { ...rest, corrected: p, verdict };
  };
  return {
    report: 1,
    alpha: settings.alpha,
    tune: settings.tune,
    comparisons: drafts.length,
    reach: reachOf(ledger, settings),
    experiments: experiments.map(({ drafted, ...rest }) => ({
      ...rest,
      results: drafted.map(({ comparisons, ...result }): Result => ({
        ...result,
        comparisons: comparisons.map(judge),
      })),
    })),
  };
}

function describe(
  { index, experiment, version, arms }: ArmedExperiment,
  ledger: Ledger,
  { several, moved }: Tally,
  settings: Settings,
): Omit<ExperimentReport, 'results'> {
  const counted = arms.map(({ arm, variant, cells }) => ({
    ...{ arm, variant },
    visitors: sum(cells, (cell) => cell.visitors),
    viewed: sum(cells, (cell) => cell.viewed),
  }));
  const epochOf = ({ epoch }: Cell): string => ledger.epochs.list[epoch]?.[0] ?? '';
  const arrived = arms.flatMap(({ arm, variant, cells }) =>
    cells.map((cell) => ({ arm, variant, epoch: epochOf(cell), visitors: cell.visitors })),
  );
  return {
    ...{ experiment, version, visitors: sum(counted, ({ visitors }) => visitors) },
    several: several.get(index) ?? 0,
    moved: moved.get(index) ?? 0,
    epochs: [...new Set(arrived.map(({ epoch }) => epoch))].sort(byName),
    arms: counted,
    sampleRatio: checkShares(experiment, version, arrived, settings),
  };
}
