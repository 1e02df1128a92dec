import { sampleRatio } from '../stats/sample-ratio.js';
import type { ArmKind } from './event.js';
import type { SampleRatio } from './report.js';
import type { ExpectedShares, Settings } from './settings.js';

/** Repeated at every look, a test at 0.05 would cry wolf; this is the usual threshold. */
const ALARM = 0.001;

/** Visitors of an arm within one epoch. */
export interface Arrived {
  readonly arm: ArmKind;
  readonly variant: string;
  readonly epoch: string;
  readonly visitors: number;
}

/** Checks whether visitors came into the arms of an experiment in the shares that were laid down. */
export function checkShares(
  key: string,
  version: string,
  arrived: readonly Arrived[],
  settings: Settings,
): SampleRatio {
  const told = settings.expected.get(key);
  const plan = told?.version === undefined || told.version === version ? told : undefined;
  // Without weights of their own the shares are equal, until somebody changes them.
  const epoch = plan?.weights ? plan.epoch : '';
  const checked = arrived.filter((arm) => epoch === undefined || arm.epoch === epoch);
  const expected = expectedShares(checked, plan, settings.globalHoldout);
  if (typeof expected === 'string') return { p: undefined, alarm: false, text: expected };
  const p = sampleRatio(
    expected.map(({ visitors }) => visitors),
    expected.map(({ share }) => share),
  );
  const span = checked.length < arrived.length ? `, since ${epoch || 'the beginning'}` : '';
  const assumed = plan?.weights ? '' : ', equal weights assumed';
  if (p >= ALARM) {
    const text = `Visitors came in the shares expected${assumed}${span} (p = ${p.toFixed(3)}).`;
    return { p, alarm: false, text };
  }
  const shares = expected.map(
    ({ name, visitors, share }) => `${name} ${visitors} instead of about ${Math.round(share)}`,
  );
  const hint = plan?.weights
    ? 'Do'
    : 'Unless the page gives them other shares (tell the plan under "report"), do';
  return {
    p,
    alarm: true,
    text:
      `ALARM: visitors did not come in the shares expected${assumed}${span}: ${shares.join(', ')}. ` +
      `${hint} not trust this experiment before the cause is found, such as an error or a redirect in one arm.`,
  };
}

interface Expectation {
  readonly name: string;
  readonly visitors: number;
  /** Expected visitors. */
  readonly share: number;
}

/** Each arm's visitors and how many were expected, or why that cannot be told. */
function expectedShares(
  arrived: readonly Arrived[],
  plan: ExpectedShares | undefined,
  globalHoldout: number | undefined,
): Expectation[] | string {
  const visitorsOf = (test: (arm: Arrived) => boolean): number =>
    arrived.filter(test).reduce((sum, { visitors }) => sum + visitors, 0);
  const shown = arrived.filter(({ arm }) => arm !== 'holdout');
  const names = new Set([...shown.map(armName), ...Object.keys(plan?.weights ?? {})]);
  const unnamed = [...names].find((name) => plan?.weights && !Object.hasOwn(plan.weights, name));
  if (unnamed !== undefined) return `Shares not checked: the plan names no weight for ${unnamed}.`;
  const arms = [...names].map((name) => ({
    name,
    visitors: visitorsOf((arm) => arm.arm !== 'holdout' && armName(arm) === name),
    weight: plan?.weights?.[name] ?? 1,
  }));
  const total = arms.reduce((sum, { weight }) => sum + weight, 0);
  // A holdout whose share nobody told is left out: the other arms can still be checked among themselves.
  const held = visitorsOf(({ arm }) => arm === 'holdout');
  // Nor is the global holdout expected in an experiment that knows none: it may be counted elsewhere.
  const holdout = combine(plan?.holdout, held > 0 ? globalHoldout : undefined);
  const all = visitorsOf(({ arm }) => arm !== 'holdout') + (holdout === undefined ? 0 : held);
  const expected = arms.map(({ name, visitors, weight }) => ({
    name,
    visitors,
    share: total > 0 ? (all * (1 - (holdout ?? 0)) * weight) / total : 0,
  }));
  if (holdout) expected.push({ name: 'holdout', visitors: held, share: all * holdout });
  if (all === 0) {
    return plan?.weights
      ? `Shares not checked: nobody came since ${plan.epoch ?? 'the beginning'}, for which the plan names them.`
      : 'Shares not checked: they have been changed, and no plan (--plan) says to which.';
  }
  return expected.length > 1
    ? expected
    : 'Shares not checked: the plan does not say how many are held out.';
}

/** Those held out of the one, and those of the rest who are held out of the other. */
function combine(one: number | undefined, other: number | undefined): number | undefined {
  if (one === undefined && other === undefined) return undefined;
  return 1 - (1 - (one ?? 0)) * (1 - (other ?? 0));
}

function armName({ arm, variant }: Arrived): string {
  return variant || arm;
}
