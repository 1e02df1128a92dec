import type { ExposureEvent, GoalTrackedEvent, TrackedEvent } from '../../src/types.js';

const base = {
  v: 1,
  id: 'e1',
  ts: 1_700_000_000_000,
  visitor: 'f0e1d2c3',
  segment: 'enterprise',
} as const;

export const exposure: ExposureEvent = {
  ...base,
  type: 'exposure',
  exp: 'hero:returning+country:DE',
  ver: 1,
  variant: 'short',
  arm: 'treatment',
  block: 'hero',
  applied: true,
};

export const goal: GoalTrackedEvent = { ...base, type: 'goal', goal: 'sign-up', value: 49.5 };

/** What a visitor may do, by what it is about. */
export const story: Readonly<Record<string, TrackedEvent>> = {
  'a variant is shown': exposure,
  'the first of several variants': { ...exposure, variant: 'long', arm: 'control' },
  'the second version of an experiment': { ...exposure, ver: 2 },
  'kept on the default by the block': {
    ...exposure,
    exp: 'hero:returning',
    variant: 'default',
    arm: 'holdout',
  },
  'kept on every default': {
    ...exposure,
    exp: 'holdout',
    ver: '2027',
    variant: 'default',
    arm: 'holdout',
    applied: false,
  },
  'a variant is looked at': { ...exposure, type: 'view' },
  'a goal that is worth something': goal,
  'a goal': { ...base, type: 'goal', goal: 'newsletter' },
  'markup of a stranger': {
    ...exposure,
    exp: `hero:campaign:${'<b onclick=alert(1)>&"\''.repeat(9)}`,
    variant: '</script>\u{1f600}',
    segment: `${'s'.repeat(91)}\u{1f600}${'s'.repeat(91)}`,
    block: 'hero',
  },
};

/** A number of events with ids of their own. */
export const exposures = (count: number, filler = ''): TrackedEvent[] =>
  Array.from({ length: count }, (_, at) => ({
    ...exposure,
    id: `id-${at}`,
    block: `hero${filler}`,
  }));
