import fc from 'fast-check';
import {
  pending,
  type Block,
  type Plan,
  type Segment,
  type Signals,
  type Visitor,
} from '../../../../src/core.js';
import { condition } from './conditions.js';
import { leafy } from './signals.js';

const segmentId = fc.constantFrom('vip', 'runner', 'mobile', 'returning', '__proto__');
const days = ['2027-01-30', '2027-01-31', '2027-02-01'];
const visitorIds = Array.from({ length: 40 }, (_, number) => `visitor-${number}`);

/** Conditions that a visitor on such a page often meets. */
const likely = fc.constantFrom(
  {},
  { 'visits.returning': true },
  { 'geo.country': { $ne: 'DE' } },
  { $or: [{ 'geo.country': 'DE' }, { 'device.type': 'mobile' }] },
  { 'traits.a': { $exists: true } },
);

const segment: fc.Arbitrary<Segment> = fc.record(
  {
    id: segmentId,
    when: fc.oneof(likely, condition),
    stick: fc.constantFrom('visit', 'visitor'),
  },
  { requiredKeys: ['id', 'when'] },
);

const term = fc.constantFrom(
  ...['returning', 'new', 'mobile', 'vip', 'runner', '!vip', '!returning', '__proto__'],
  ...['country:DE', '!country:DE', 'traits.a:x*', 'lang:de', 'goal:signup', '!goal:signup'],
  ...['nobody', '!nobody', 'planet:mars'],
);

const audience = fc
  .array(
    fc.array(term, { minLength: 1, maxLength: 2 }).map((terms) => terms.join('+')),
    { minLength: 1, maxLength: 2 },
  )
  .map((alternatives) => alternatives.join(' '));

const share = fc.constantFrom(0, 0.2, 0.5, 1);

const variant = fc.record(
  {
    audience: fc.oneof(audience, fc.constantFrom('returning', 'vip')),
    name: fc.constantFrom('a', 'b'),
    weight: fc.integer({ min: 0, max: 3 }),
  },
  { requiredKeys: ['audience'] },
);

export const blocks: fc.Arbitrary<Block[]> = fc.uniqueArray(
  fc.record(
    {
      id: fc.constantFrom('hero', 'cta', 'nav'),
      variants: fc.array(variant, { maxLength: 4 }),
      holdout: share,
    },
    { requiredKeys: ['id', 'variants'] },
  ),
  { maxLength: 3, selector: ({ id }) => id },
);

export const plan: fc.Arbitrary<Plan> = fc.record(
  {
    segments: fc.uniqueArray(segment, { maxLength: 4, selector: ({ id }) => id }),
    holdout: fc.oneof(share, fc.record({ share, epoch: fc.constantFrom(1, 'spring') })),
    experiments: fc.dictionary(
      fc.constantFrom('hero:returning', 'hero:vip', 'cta:returning'),
      fc.record({ version: fc.nat(2), until: fc.constantFrom(...days) }, { requiredKeys: [] }),
    ),
  },
  { requiredKeys: [] },
);

const maybe = (...values: unknown[]): fc.Arbitrary<unknown> =>
  fc.constantFrom<unknown>(pending, ...values);

export const pageSignals: fc.Arbitrary<Signals> = fc.record(
  {
    visits: fc.oneof(fc.record({ returning: maybe(true, false) }), maybe({})),
    geo: fc.oneof(fc.record({ country: maybe('DE', 'FR') }), maybe({})),
    device: fc.record({ type: maybe('mobile'), languages: maybe(['de-AT'], []) }),
    time: fc.record({ date: maybe(...days), weekday: maybe(1, 7) }),
    goals: maybe({}, { signup: { count: 1 } }),
    traits: fc.oneof(fc.record({ a: leafy }), maybe({})),
    a: leafy,
  },
  { requiredKeys: ['visits', 'geo', 'device'] },
);

/** What a stored record says, or that there is none. */
export const settledVisitor: fc.Arbitrary<Visitor> = fc.record(
  {
    id: fc.constantFrom(...visitorIds),
    stuck: fc.subarray(['vip', 'runner', 'mobile']),
  },
  { requiredKeys: [] },
);
