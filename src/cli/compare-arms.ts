import type { Arms, Values } from '../stats/arms.js';
import { compare, compareMeans, type Comparison } from '../stats/compare.js';
import type { Arm, ArmedExperiment } from './experiments.js';
import { sum } from './lists.js';
import type { ArmResult, ComparedArms } from './report.js';
import type { Settings } from './settings.js';
import type { Cell } from './tally.js';

/** A comparison before it is known how many there are. */
export type Draft = Omit<ComparedArms, 'corrected' | 'verdict'> & { readonly found: Comparison };

/**
 * Each variant against the control, and each variant, the control's included, against the holdout.
 * Arms are compared within each epoch, as their shares changed between.
 */
export function compareArms(
  { arms }: ArmedExperiment,
  segment: number | undefined,
  goal: number,
  settings: Settings,
): { arms: ArmResult[]; comparisons: Draft[] } {
  const isValued = arms.some(({ cells }) => cells.some((cell) => cell.goals.get(goal)?.isValued));
  const chosen = arms.map((arm) => ({
    ...arm,
    cells: arm.cells.filter((cell) => segment === undefined || cell.segment === segment),
  }));
  const epochs = [...new Set(chosen.flatMap(({ cells }) => cells.map(({ epoch }) => epoch)))];
  const results = chosen.map((arm) => {
    const { s, n, mean } = valuesOf(arm.cells, goal);
    return {
      ...{ arm: arm.arm, variant: arm.variant, visitors: n, conversions: s },
      rate: n > 0 ? s / n : 0,
      value: isValued ? mean : undefined,
    };
  });
  const pair = (against: Arm, treatment: Arm): Arms<Values>[] => {
    const within = (arm: Arm, epoch: number): Values =>
      valuesOf(
        arm.cells.filter((cell) => cell.epoch === epoch),
        goal,
      );
    return epochs.map((epoch) => ({
      control: within(against, epoch),
      treatment: within(treatment, epoch),
    }));
  };
  const control = chosen.find(({ arm }) => arm === 'control');
  const holdout = chosen.find(({ arm }) => arm === 'holdout');
  const comparisons = [control, holdout].flatMap((against) =>
    chosen
      .filter((arm) => against && arm !== against && arm.arm !== 'holdout')
      .flatMap((treatment) => {
        if (!against) return [];
        const strata = pair(against, treatment);
        const found = { rate: compare(strata, settings), value: compareMeans(strata, settings) };
        return (isValued ? (['rate', 'value'] as const) : (['rate'] as const)).map((of) => {
          const { lift, interval, p, more } = found[of];
          return {
            ...{ of, treatment: nameOf(treatment), against: nameOf(against) },
            ...{ lift, interval, p, more, found: found[of] },
          };
        });
      }),
  );
  return { arms: results, comparisons };
}

function nameOf({ arm, variant }: Arm): Pick<ArmResult, 'arm' | 'variant'> {
  return { arm, variant };
}

/** What the visitors of these cells were worth in one goal. */
export function valuesOf(cells: readonly Cell[], goal: number): Values {
  const n = sum(cells, ({ visitors }) => visitors);
  const reached = cells.map((cell) => cell.goals.get(goal));
  const s = sum(reached, (of) => of?.visitors ?? 0);
  const total = sum(reached, (of) => of?.sum ?? 0);
  const squares = sum(reached, (of) => of?.squares ?? 0);
  const variance = n > 1 ? Math.max(0, (squares - (total * total) / n) / (n - 1)) : 0;
  return { n, s, mean: n > 0 ? total / n : 0, variance };
}
