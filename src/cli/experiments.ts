import type { ArmKind } from './event.js';
import type { Ledger } from './ledger.js';
import { byName, groupBy } from './lists.js';
import type { Settings } from './settings.js';
import type { Cell, Tally } from './tally.js';

export interface Arm {
  readonly arm: ArmKind;
  readonly variant: string;
  readonly cells: readonly Cell[];
}

/** One experiment and version, its cells by arm. */
export interface ArmedExperiment {
  readonly index: number;
  readonly experiment: string;
  readonly version: string;
  readonly arms: readonly Arm[];
}

const order: readonly ArmKind[] = ['control', 'treatment', 'holdout'];

/** Sorted by key and version; arms: control, treatments by name, holdout. */
export function armedExperiments(ledger: Ledger, { cells }: Tally): ArmedExperiment[] {
  const byExperiment = groupBy(cells, ({ experiment }) => experiment);
  return [...byExperiment]
    .map(([index, own]) => {
      const [experiment = '', version = ''] = ledger.experiments.list[index] ?? [];
      const arms = [...groupBy(own, ({ arm }) => arm)].map(([arm, of]) => {
        const [kind, variant = ''] = ledger.arms.list[arm] ?? [];
        return { arm: kind as ArmKind, variant, cells: of };
      });
      arms.sort(
        (a, b) => order.indexOf(a.arm) - order.indexOf(b.arm) || byName(a.variant, b.variant),
      );
      return { index, experiment, version, arms };
    })
    .sort(
      (a, b) =>
        byName(a.experiment, b.experiment) ||
        a.version.localeCompare(b.version, 'en', { numeric: true }),
    );
}

/** The goals that visitors of an experiment reached. */
export function goalsOf(
  { arms }: ArmedExperiment,
  ledger: Ledger,
  only?: readonly string[],
): number[] {
  const name = (goal: number): string => ledger.goals.list[goal]?.[0] ?? '';
  const reached = new Set(
    arms.flatMap(({ cells }) => cells.flatMap((cell) => [...cell.goals.keys()])),
  );
  return [...reached]
    .filter((goal) => only?.includes(name(goal)) ?? true)
    .sort((a, b) => byName(name(a), name(b)));
}

/** All segments together, and each one if there are several. */
export function slices(
  { arms }: ArmedExperiment,
  ledger: Ledger,
  { segmentNames }: Settings,
): { segment: number | undefined; name: string }[] {
  const id = (segment: number): string => ledger.segments.list[segment]?.[0] ?? '';
  const own = [...new Set(arms.flatMap(({ cells }) => cells.map(({ segment }) => segment)))]
    .map((segment) => ({ segment, name: segmentNames.get(id(segment)) ?? id(segment) }))
    .sort((a, b) => byName(a.name, b.name));
  return [{ segment: undefined, name: 'all segments' }, ...(own.length > 1 ? own : [])];
}
