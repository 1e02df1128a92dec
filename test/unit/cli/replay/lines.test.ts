import { describe, expect, test } from 'vitest';
import { pending } from '../../../../src/core.js';
import { createLineReader } from '../../../../src/cli/replay/visitor-line.js';

const read = (line: unknown): unknown =>
  createLineReader().read(typeof line === 'string' ? line : JSON.stringify(line));
const signals = (line: unknown): Record<string, unknown> =>
  (read(line) as { signals: Record<string, unknown> }).signals;

describe('what a line tells', () => {
  test('a group that is not there is unknown, what a group does not have is missing', () => {
    const found = signals({ visits: {}, traits: null, geo: { country: null, region: 'BE' } });
    expect(found).toMatchObject({ visits: {}, geo: { region: 'BE' }, consent: pending });
    expect(found['source']).toBe(pending);
    expect(found['traits']).toBeUndefined();
    expect(found['geo']).not.toHaveProperty('country');
  });

  test('a mark says what is unknown', () => {
    const found = signals({
      visits: { $pending: true },
      geo: { country: { $pending: true } },
      traits: { company: { size: { $pending: true } } },
    });
    expect(found).toMatchObject({
      visits: pending,
      geo: { country: pending, continent: pending },
      traits: { company: { size: pending } },
    });
  });

  test('details of a device, which listings leave out, are unknown', () => {
    expect(signals({ device: { type: 'mobile', model: 'X' } })['device']).toEqual({
      ...{ type: 'mobile', model: 'X' },
      ...{ osVersion: pending, browserVersion: pending, vendor: pending },
    });
  });

  test('dotted paths, alone and beside groups', () => {
    expect(
      signals({ 'visits.count': 3, 'traits.company.size': 9, traits: { role: 'x' } }),
    ).toMatchObject({ visits: { count: 3 }, traits: { role: 'x', company: { size: 9 } } });
  });

  test('what follows from a signal is filled in, what is told stays', () => {
    expect(
      signals({
        visits: { count: 2 },
        source: { channel: 'Paid Search' },
        first: { channel: 'Direct' },
        geo: { country: 'BR' },
      }),
    ).toMatchObject({
      visits: { returning: true },
      source: { paid: true },
      first: { paid: false },
      geo: { continent: 'SA' },
    });
    expect(signals({ source: { channel: 'Unassigned', paid: true } })).toMatchObject({
      source: { paid: true },
    });
  });

  test('a list is a list', () => {
    expect(signals({ device: { languages: ['de', 'en'] } })).toMatchObject({
      device: { languages: ['de', 'en'] },
    });
  });
});

describe('what is wrong with a line', () => {
  test.each<[string, unknown, string]>([
    ['no JSON', '{"visits":', 'not JSON'],
    ['no object', '[1]', 'not a JSON object'],
    ['null', 'null', 'not a JSON object'],
    ['a number as text', { visits: { count: '3' } }, '"visits.count" should be a whole number'],
    ['a count of zero', { visits: { count: 0 } }, '"visits.count" should be a whole number from 1'],
    ['no such country', { geo: { country: 'UK' } }, '"geo.country" should be a code of ISO 3166'],
    ['no such device', { 'device.type': 'phone' }, 'should be one of mobile, tablet, desktop'],
    ['no such consent', { consent: true }, '"consent" should be one of granted'],
    ['a list for a group', { visits: [] }, '"visits" should be an object, found []'],
    ['an id that is none', { visitor: {} }, '"visitor" should be a text, found {}'],
    ['a path within a value', { 'traits.a': 1, 'traits.a.b': 2 }, '"traits.a.b" stands beside'],
    [
      'nesting without end',
      `{"traits":${'{"a":'.repeat(9000)}1${'}'.repeat(9001)}`,
      '"traits.a" is nested too deep',
    ],
  ])('%s', (_, line, why) => expect(read(line)).toContain(why));

  test('names that mean nothing are left out, and kept for a note', () => {
    const reader = createLineReader();
    reader.read('{"ts":1,"vists":{"count":2},"visits":{"cuont":2},"time.hour":3}');
    expect([...reader.unread]).toEqual(['ts', 'vists', 'visits.cuont']);
    for (let n = 0; n < 1000; n++) reader.read(`{"name${n}":1}`);
    expect(reader.unread.size).toBe(100);
  });

  test('names that every object has are names like any other', () => {
    const line =
      '{"__proto__":{"visits":{"count":9}},"constructor":1,"traits":{"__proto__":{"a":1},"toString":"x"},"visits.__proto__":1}';
    const found = signals(line);
    expect(found['visits']).toEqual({});
    expect(Object.keys(found['traits'] as object)).toEqual(['__proto__', 'toString']);
    expect(({} as Record<string, unknown>)['a']).toBeUndefined();
  });

  test('an empty line is none', () => expect(read('  ')).toBeUndefined());
});
