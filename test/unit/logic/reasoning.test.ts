import { describe, expect, test } from 'vitest';
import { parseAudience, type Condition, type Plan } from '../../../src/core.js';
import { builtInSegments } from '../../../src/core/segments.js';
import { anything, anythingButLists } from '../../../src/logic/domain.js';
import { createSegments, fromAudience } from '../../../src/logic/from-audience.js';
import { fromCondition } from '../../../src/logic/from-condition.js';
import { createProver } from '../../../src/logic/prover.js';
import { channels, domainOf, facts, signalPaths } from '../../../src/logic/signals.js';
import { readFileSync } from 'node:fs';

/* What somebody who tags a page would expect to be told, case by case. */

const plan: Plan = {
  segments: [
    { id: 'often', when: { 'visits.count': { $gte: 5 } } },
    { id: 'thrice', when: { 'visits.count': { $gte: 3 } } },
    { id: 'german', when: { 'geo.country': { $in: ['DE', 'AT', 'CH'] } } },
    { id: 'big', when: { 'traits.company.employee_count': { $gte: 500 } } },
    { id: 'huge', when: { 'traits.company.employee_count': { $gte: 5000 } } },
    { id: 'kept', when: { 'device.type': 'mobile' }, stick: 'visitor' },
  ],
};
const segments = createSegments(plan);
const prover = createProver({ domainOf: (path) => domainOf(path) ?? anything, facts });
const likely = createProver({
  domainOf: (path) => (path.startsWith('traits') ? anythingButLists : (domainOf(path) ?? anything)),
  facts,
});
const read = (text: string) => fromAudience(parseAudience(text), segments);

describe('contradictions', () => {
  test.each<[string, Condition]>([
    ['a range that is empty', { 'visits.count': { $gte: 5, $lt: 3 } }],
    ['bounds in two places', { $and: [{ 'time.hour': { $gt: 18 } }, { 'time.hour': { $lt: 8 } }] }],
    ['no whole number between', { 'visits.count': { $gt: 3, $lt: 4 } }],
    ['two countries', { 'geo.country': 'DE', $or: [{ 'geo.country': 'FR' }] }],
    ['a country and its exclusion', { 'geo.country': { $in: ['DE'], $nin: ['DE', 'AT'] } }],
    ['there and not there', { 'traits.role': { $exists: false, $eq: 'developer' } }],
    ['new and often', { 'visits.returning': false, 'visits.count': { $gte: 2 } }],
    ['a paid channel that is not paid', { 'source.channel': 'Paid Search', 'source.paid': false }],
    ['dates', { 'time.date': { $gte: '2026-06-01', $lt: '2026-05-01' } }],
    ['beginnings', { 'page.path': { $startsWith: '/shop', $not: { $startsWith: '/' } } }],
    ['a day of the week that is none', { 'time.weekday': 8 }],
    ['a text for a number', { 'visits.count': { $gte: '3' } }],
    ['a country in small letters', { 'geo.country': 'de' }],
    ['a channel in small letters', { 'source.channel': 'email' }],
    ['every alternative', { $or: [{ 'visits.count': 0 }, { 'time.month': 13 }] }],
    ['a negated whole', { $nor: [{ 'geo.country': 'DE' }, { 'geo.country': { $ne: 'DE' } }] }],
  ])('%s', (_, condition) => {
    expect(prover.isPossible(fromCondition(condition))).toBe(false);
  });

  test('of what a site supplies, as long as it is no list', () => {
    const range = fromCondition({ 'traits.company.employee_count': { $gte: 500, $lt: 100 } });
    expect(prover.isPossible(range)).toBe(true);
    expect(likely.isPossible(range)).toBe(false);
    const roles = read('traits.role:developer+traits.role:manager');
    expect(prover.isPossible(roles)).toBe(true);
    expect(likely.isPossible(roles)).toBe(false);
  });

  test.each([
    'mobile+desktop',
    'new+returning',
    'weekday+weekend',
    'search+social',
    'direct+email',
    'country:DE+country:FR',
    'lang:de+lang:fr',
    'lang:de+!lang:de',
    'new+visits.count:4',
    'device:phone',
    'country:UK',
    'german+country:FR',
    'thrice+new',
    'returning+!returning mobile+tablet',
  ])('audience %s', (audience) => expect(prover.isPossible(read(audience))).toBe(false));

  test.each([
    'mobile+returning',
    'search+paid',
    'referral+paid',
    '!new+!returning',
    'country:de',
    'lang:de+lang:de-AT',
    'kept+desktop',
    'goal:signup+!goal:order',
    'campaign:spring*+campaign:spring-sale',
    'traits.role:developer+traits.role:manager',
    'page.query.ref:a+page.query.from:b',
    'interest:running+interests.share.running:0.5',
  ])('none in %s', (audience) => expect(prover.isPossible(read(audience))).toBe(true));
});

describe('what follows from what', () => {
  test.each([
    ['often', 'thrice'],
    ['huge', 'big'],
    ['often', 'returning'],
    ['often+mobile', 'mobile'],
    ['mobile', 'mobile tablet'],
    ['returning+mobile', 'mobile+returning'],
    ['country:AT', 'german'],
    ['country:de', 'country:DE'],
    ['lang:de-AT', 'lang:de'],
    ['campaign:spring-sale', 'campaign:spring*'],
    ['mobile', '!desktop'],
    ['channel:Paid%20Search', 'search'],
    ['channel:Paid%20Search', 'paid'],
    ['weekend', '!weekday'],
    ['visits.count:7', 'often'],
    ['mobile', 'kept'],
    ['path:/shop/shoes', 'path:/shop/*'],
  ])('%s: %s', (one, other) => {
    expect(prover.implies(read(one), read(other))).toBe(true);
  });

  test.each([
    ['thrice', 'often'],
    ['returning', 'often'],
    ['mobile', 'returning'],
    // Of a visitor of whom nothing is known, neither holds.
    ['!returning', 'new'],
    ['!mobile+!tablet', 'desktop'],
    ['kept', 'mobile'],
    ['search', 'paid'],
  ])('%s does not mean %s', (one, other) => {
    expect(prover.implies(read(one), read(other))).toBe(false);
  });
});

test('what cannot be told in time is not claimed', () => {
  const hard = fromCondition({
    $and: Array.from({ length: 24 }, (_, n) => ({
      $or: [{ [`traits.a${n}`]: 1 }, { [`traits.b${n}`]: { $gte: n } }],
    })),
    $or: [{ 'visits.count': 0 }],
  });
  expect(prover.isPossible(hard)).toBe(false);
  const timid = createProver({ budget: 1 });
  expect(timid.isPossible(fromCondition({ $or: [{ a: { $in: [] } }] }))).toBe(true);
});

describe('what is known of signals', () => {
  test('holds for every built-in segment: each can have visitors', () => {
    for (const { id } of builtInSegments) expect(prover.isPossible(read(id)), id).toBe(true);
  });

  test('names the channels that the source reader names', () => {
    const code = readFileSync(new URL('../../../src/signals/channel.ts', import.meta.url), 'utf8');
    const named = [...code.matchAll(/(?:channel: |return |\?\? )'([A-Z][^']+)'/g)];
    expect(new Set(named.map(([, name]) => name))).toEqual(new Set(channels));
  });

  test('names every signal that README names, and no more', () => {
    const readme = readFileSync(new URL('../../../README.md', import.meta.url), 'utf8');
    for (const path of signalPaths) {
      const [group = '', name = ''] = path.split('.');
      expect(readme, path).toMatch(new RegExp(`\`${group}\`|\`${group}\\.|${group}`));
      if (name && name !== 'query') expect(readme, path).toContain(name);
    }
  });

  test.each([
    'geo.contry',
    'visit.count',
    'geo.constructor',
    'time.minute',
    'page.query',
    '__proto__',
  ])('%s', (path) => expect(domainOf(path) === undefined).toBe(path !== 'page.query'));
});
