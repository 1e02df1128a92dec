/*
 * Type errors are tests: tsc compiles this file, and every `@ts-expect-error` must find an error.
 * Nothing here runs.
 */
import {
  builtInSegments,
  chooseArm,
  decide,
  evaluate,
  hash,
  parseAudience,
  parsePlan,
  pending,
  type Assignment,
  type Choice,
  type Consent,
  type Decision,
  type LatePolicy,
  type Plan,
  type Problem,
  type Segment,
  type SegmentKind,
  type Term,
  type Truth,
} from '../../src/core.js';

/** Compiles only if both types are the same, not merely assignable. */
type Same<A, B> =
  (<T>() => T extends A ? 1 : 2) extends <T>() => T extends B ? 1 : 2 ? true : false;
type Assert<T extends true> = T;

export type Exact = [
  Assert<Same<ReturnType<typeof evaluate>, boolean | undefined>>,
  Assert<Same<ReturnType<typeof parsePlan>['plan'], Plan>>,
  Assert<Same<ReturnType<typeof parsePlan>['problems'], readonly Problem[]>>,
  Assert<Same<ReturnType<typeof decide>, Decision>>,
  Assert<Same<Decision['segments'], readonly string[]>>,
  Assert<Same<Truth, boolean | undefined>>,
  Assert<Same<ReturnType<typeof hash>, number>>,
  Assert<Same<ReturnType<typeof chooseArm>, number>>,
  Assert<Same<keyof Problem, 'code' | 'message' | 'where'>>,
  Assert<Same<LatePolicy, 'keep' | 'offscreen' | 'swap'>>,
  Assert<Same<Plan['late'], LatePolicy | undefined>>,
  Assert<Same<Consent, 'granted' | 'denied' | 'pending'>>,
  Assert<
    Same<
      SegmentKind,
      'demographic' | 'firmographic' | 'geographic' | 'psychographic' | 'behavioural'
    >
  >,
  Assert<Same<Segment['stick'], 'visit' | 'visitor' | undefined>>,
  Assert<Same<typeof builtInSegments, readonly Segment[]>>,
  Assert<Same<Choice['state'], 'pending' | 'default' | 'variant'>>,
  Assert<Same<Assignment['arm'], 'treatment' | 'control' | 'holdout'>>,
];

export function conditions(): void {
  const truth = evaluate({ 'visits.count': { $gte: 3 } }, { visits: { count: pending } });
  // @ts-expect-error unknown is not false: the answer may be undefined
  const sure: boolean = truth;
  // @ts-expect-error a condition is an object
  evaluate('geo.country:DE', {});
  // @ts-expect-error signals are needed
  evaluate({});
  // @ts-expect-error a combination has a list of conditions
  evaluate({ $and: { 'geo.country': 'DE' } }, {});
  return void sure;
}

export function pendingIsOneOfItsKind(): void {
  const same: typeof pending = pending;
  // @ts-expect-error another symbol is not pending
  const other: typeof pending = Symbol('pending');
  return void [same, other];
}

export function audiences(): void {
  const audience = parseAudience('returning+country:DE');
  // @ts-expect-error an audience is read-only
  audience.text = '';
  // @ts-expect-error so are its alternatives
  audience.alternatives satisfies unknown[];
  // @ts-expect-error and the terms in them
  audience.alternatives satisfies readonly unknown[][];
  for (const term of audience.alternatives.flat()) {
    // @ts-expect-error a term is a segment or a signal, which has to be told first
    void term.segment;
    if ('segment' in term) void (term.segment satisfies string);
    else void (term.match satisfies 'equal' | 'prefix' | 'range' | 'exists');
  }
  // @ts-expect-error no third kind of term
  const term: Term = { negated: false, goal: 'signup' };
  // @ts-expect-error text only
  parseAudience(undefined);
  return void term;
}

export function numbers(): void {
  void (hash('seed', 'value') satisfies number);
  chooseArm({ seed: 's', id: 'v', weights: [1, 1] });
  chooseArm({ seed: 's', id: 'v', weights: [1, 1] as const, coverage: 0.5 });
  // @ts-expect-error weights are needed
  chooseArm({ seed: 's', id: 'v' });
  // @ts-expect-error an id is a text
  chooseArm({ seed: 's', id: 7, weights: [1] });
}

export function plans(): void {
  const { plan } = parsePlan('{}');
  // @ts-expect-error a plan is read-only
  plan.deadline = 0;
  // @ts-expect-error all the way down
  plan.segments satisfies Segment[] | undefined;

  const good: Plan = {
    segments: [{ id: 'vip', kind: 'firmographic', when: { 'traits.vip': true }, stick: 'visit' }],
    holdout: { share: 0.1, epoch: 2 },
    experiments: { 'hero:returning': { version: 2, until: '2027-01-31' } },
    events: ['dataLayer', { beacon: '/collect' }],
    late: 'offscreen',
  };
  // @ts-expect-error no such policy
  const late: Plan = { late: 'never' };
  // @ts-expect-error no such field
  const misspelt: Plan = { segmnets: [] };
  // @ts-expect-error a holdout needs its share
  const share: Plan = { holdout: { epoch: 1 } };
  // @ts-expect-error left out is left out, not undefined
  const explicit: Plan = { late: undefined };
  // @ts-expect-error a deadline is in milliseconds
  const deadline: Plan = { deadline: '300ms' };
  return void [good, late, misspelt, share, explicit, deadline];
}

export function segments(): void {
  // @ts-expect-error a segment needs a condition
  const bare: Segment = { id: 'vip' };
  // @ts-expect-error no such kind
  const kind: Segment = { id: 'vip', when: {}, kind: 'astrological' };
  // @ts-expect-error nobody adds to the built-in segments
  builtInSegments satisfies Segment[];
  return void [bare, kind];
}

export function decisions(): void {
  const decision = decide({}, {}, { id: pending, stuck: ['vip'] }, [
    { id: 'hero', variants: [{ audience: 'returning', weight: 2 }], holdout: 0.1 },
  ]);
  decide({}, {});
  // @ts-expect-error a decision is read-only
  decision.segment = 'vip';
  // @ts-expect-error so is the list of segments
  decision.segments satisfies string[];
  const choice = decision.blocks['hero'];
  // @ts-expect-error there may be no such block
  void choice.name;
  const reason = choice?.reason;
  switch (reason) {
    case 'match':
    case 'no-match':
    case 'unknown':
    case 'holdout':
    case 'global-holdout':
    case 'visitor':
    case 'late':
    case 'canceled':
    case 'yielded':
    case 'preview':
    case undefined:
      break;
    default:
      reason satisfies never;
  }
  // @ts-expect-error the choices are read-only too
  decision.blocks['hero'] = undefined;
  // @ts-expect-error a block has variants
  decide({}, {}, {}, [{ id: 'hero' }]);
  // @ts-expect-error a variant has an audience
  decide({}, {}, {}, [{ id: 'hero', variants: [{ name: 'a' }] }]);
}
