import type { Random } from '../random.js';

const conditions: readonly unknown[] = [
  { 'visits.returning': true },
  { 'traits.role': { $in: ['dev', 'ops'] } },
  { $or: [{ 'geo.country': 'DE' }, { 'visits.count': { $gte: 3 } }] },
  { $nor: [{ 'source.campaign': 'spring' }] },
  { 'traits.a.b': { $exists: true } },
  { consent: 'granted' },
  { 'page.query.ref': { $regex: '^a' } },
  {},
];
const nonsense: readonly unknown[] = [
  { 'traits.role': { $regex: '(' } },
  { $xor: [] },
  { 'visits.count': { $gt: null, $in: 3 } },
  'x',
  null,
];

/** A plan, whole or in part wrong; `undefined` for none. */
export function makePlan(random: Random): unknown {
  if (random.chance(0.15)) return undefined;
  if (random.chance(0.03))
    return random.pick(['{', '[]', 'null', '"x"', '{"segments":{}}', '<!--']);
  const segment = (): unknown => ({
    id: random.pick(['vip', 'fan', 'vip', 'returning', 'mobile', '__proto__', 'a b']),
    when: random.pick(random.chance(0.1) ? nonsense : conditions),
    ...(random.chance(0.2) && { stick: random.pick(['visit', 'visitor', 'x']) }),
  });
  return {
    segments: random.several(0, 4, segment),
    deadline: random.weighted<unknown>([
      [6, random.whole(20, 90)],
      [2, 300],
      [0.5, 0],
      [0.3, 'soon'],
    ]),
    ...(random.chance(0.35) && { late: random.pick(['keep', 'swap', 'offscreen', 'never']) }),
    ...(random.chance(0.12) && {
      holdout: random.pick([0, 0.5, 1, 2, { share: 0.5, epoch: 'x' }]),
    }),
    ...(random.chance(0.2) && { automation: 'record' }),
    ...(random.chance(0.2) && {
      privacy: {
        consent: random.pick(['granted', 'denied', 'pending', 'maybe']),
        gpc: random.pick(['ignore', 'contextual']),
      },
    }),
    ...(random.chance(0.15) && { experiments: makeExperiments(random) }),
    ...(random.chance(0.05) && { surprise: [] }),
  };
}

function makeExperiments(random: Random): unknown {
  const key = `${random.pick(['hero', 'offer'])}:${random.pick(['returning', 'new', 'vip'])}`;
  return {
    [key]: {
      version: random.pick([1, 2, -1]),
      ...(random.chance(0.3) && {
        until: random.pick(['2020-01-01', '2999-01-01', 'x']),
        winner: 'b',
      }),
      ...(random.chance(0.3) && { weights: { a: 1, b: 3 } }),
      ...(random.chance(0.3) && { namespace: { id: 'n', range: [0, random.pick([0.5, 1])] } }),
    },
  };
}
