import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { createDecider, decide } from '../../../src/core/choose.js';
import { parseAudience } from '../../../src/core/audience.js';
import { builtInSegments } from '../../../src/core/segments.js';
import { overlay } from '../../../src/inspector/changes.js';
import { complete, makeFit } from '../../../src/inspector/fitting.js';
import type { Condition, Segment, Signals } from '../../../src/types.js';

const visitor: Signals = {
  visits: { count: 1, returning: false },
  source: { channel: 'Direct', paid: false },
  device: { type: 'desktop', languages: ['en-GB'] },
  geo: { country: 'US', region: 'CA' },
  goals: {},
  traits: {},
  page: {},
  time: { weekday: 3, date: '2027-01-31' },
};

function fit(words: readonly string[], own: readonly Segment[] = []): ReturnType<typeof makeFit> {
  const terms = words.map((text) => ({ text, term: parseAudience(text).alternatives[0]![0]! }));
  const { changes, forced } = makeFit(terms, [...own, ...builtInSegments], visitor);
  return { changes: complete(changes, visitor), forced };
}

function signalsFor(words: readonly string[], own: readonly Segment[] = []): Signals {
  const { changes } = fit(words, own);
  return Object.fromEntries(
    Object.entries(visitor).map(([group, value]) => [group, overlay(value, group, changes)]),
  );
}

const fits = (words: readonly string[], when?: Condition): unknown => {
  const segments = when ? [{ id: 'own', when }] : [];
  const signals = signalsFor(words, segments);
  return createDecider({ plan: { segments }, signals, visitor: {} }).audience(words.join('+'), '');
};

describe('a visitor is made who is', () => {
  test.each(builtInSegments.map(({ id }) => id))('%s, or not', (id) => {
    expect(fits([id])).toBe(true);
    expect(fits([`!${id}`])).toBe(true);
  });

  test.each([
    ['returning', 'mobile', 'country:DE'],
    ['lang:de', 'goal:signup', 'campaign:spring*'],
    ['paid', 'search', '!weekday'],
    ['city:New%20York', '!region:NY', 'visits.count:7'],
  ])('%s and %s and %s', (...words) => {
    expect(fits(words)).toBe(true);
  });

  test.each<Condition>([
    { 'visits.count': { $gte: 3 }, 'geo.country': { $in: ['DE', 'AT'] } },
    { $or: [{ 'visits.count': { $lt: 0 } }, { 'traits.role': { $startsWith: 'dev' } }] },
    { $nor: [{ 'device.type': 'desktop' }, { 'geo.country': { $exists: false } }] },
    { 'traits.tags': { $all: ['a', 'b'] }, 'traits.list': { $size: 3 } },
    { 'traits.n': { $gt: 3, $lt: 4 }, 'traits.m': { $not: { $gte: 3 } } },
    { 'page.path': { $regex: '^/shop/\\w+' } },
    { 'traits.orders': { $elemMatch: { $gte: 100 } } },
  ])('in a segment of the plan: %j', (when) => {
    expect(fits(['own'], when)).toBe(true);
  });
});

test('nothing changes that fits already', () => {
  expect(fit(['desktop', 'direct', 'new']).changes).toEqual(new Map());
});

test('what goes with it changes too', () => {
  expect(Object.fromEntries(fit(['returning', 'country:DE', 'email']).changes)).toMatchObject({
    'visits.count': 2,
    'geo.country': 'DE',
    'geo.region': undefined,
    'source.channel': 'Email',
  });
});

test('a segment that no value was found for is forced', () => {
  const never = { id: 'never', when: { 'visits.count': { $gt: 3, $lt: 2 } } };
  const { changes, forced } = fit(['never'], [never]);
  expect([...changes]).toEqual([]);
  expect([...forced]).toEqual([['never', true]]);
});

test('a made-up visitor is decided about as a real one would be', () => {
  const values = fc.oneof(fc.integer({ min: 0, max: 9 }), fc.constantFrom('a', 'b', true, false));
  const leaf = fc
    .tuple(
      fc.constantFrom('traits.a', 'traits.b'),
      fc.constantFrom('$eq', '$gte', '$lt', '$ne'),
      values,
    )
    .map(([path, operator, value]) => ({ [path]: { [operator]: value } }));
  const condition = fc
    .tuple(fc.constantFrom('$and', '$or', '$nor'), fc.array(leaf, { minLength: 1, maxLength: 3 }))
    .map(([combinator, parts]) => ({ [combinator]: parts }));
  fc.assert(
    fc.property(condition, fc.boolean(), (when, want) => {
      const segments = [{ id: 'own', when }];
      const word = want ? 'own' : '!own';
      const { changes, forced } = fit([word], segments);
      const { segments: found } = decide(
        { segments },
        { ...visitor, traits: overlay({}, 'traits', changes) },
      );
      // Either the signals do it, or the segment is said to be forced.
      expect(forced.size ? forced.get('own') : found.includes('own')).toBe(want);
    }),
  );
});
