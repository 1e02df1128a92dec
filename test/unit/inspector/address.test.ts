import { describe, expect, test } from 'vitest';
import { pending } from '../../../src/core/signal.js';
import { fromJson, overlay, toJson } from '../../../src/inspector/changes.js';
import { pack, unpack } from '../../../src/inspector/packed.js';

describe('signals in an address', () => {
  test.each([
    {},
    { 'visits.count': 3 },
    { 'traits.firstName': 'Zoë 🌷 "<b>"', 'geo.country': null, 'page.query.q': 'a+b&c=d' },
    Object.fromEntries(Array.from({ length: 60 }, (_, index) => [`traits.key${index}`, 'value'])),
  ])('come back as they were: %j', async (signals) => {
    const text = await pack(signals);
    expect(text).toMatch(/^[jz][\w-]+$/);
    expect(await unpack(text)).toEqual(signals);
  });

  test('many are shorter than their JSON', async () => {
    const signals = Object.fromEntries(
      Array.from({ length: 60 }, (_, index) => [`traits.key${index}`, 'the same again']),
    );
    expect((await pack(signals)).length).toBeLessThan(JSON.stringify(signals).length / 3);
  });

  test.each(['', 'z', 'j', 'x123', 'z!!!', 'jbm90IGpzb24', 'zAAAA', 'j' + 'A'.repeat(99_999)])(
    'what is none says nothing: %s',
    async (text) => {
      expect(await unpack(text)).toBeUndefined();
    },
  );

  test('a bomb is not unpacked', async () => {
    const bomb = await pack('a'.repeat(1_000_000));
    expect(bomb.length).toBeLessThan(5000);
    expect(await unpack(bomb)).toBeUndefined();
  });
});

describe('changes of signals', () => {
  test('are told apart: a value, none, and one that is on its way', () => {
    const changes = new Map<string, unknown>([
      ['geo.country', undefined],
      ['visits.count', pending],
      ['traits.role', 'developer'],
    ]);
    expect(fromJson(JSON.parse(JSON.stringify(toJson(changes))))).toEqual(changes);
  });

  test.each([
    '__proto__',
    'constructor.prototype',
    'traits',
    'nothing.of.ours',
    'visits..count',
    '',
  ])('that are no signals are left out: %s', (path) => {
    expect(fromJson(JSON.parse(JSON.stringify({ [path]: 1 }))).size).toBe(0);
  });

  test('that are nested too deep to be followed down are left out, the others are not', () => {
    const nested = (depth: number): string => '['.repeat(depth) + ']'.repeat(depth);
    const json = `{"traits.a": ${nested(8)}, "traits.b": ${nested(9)}, "traits.c": ${nested(30_000)}}`;
    expect([...fromJson(JSON.parse(json)).keys()]).toEqual(['traits.a']);
  });

  test('reach no prototype', () => {
    const changes = fromJson(JSON.parse('{"traits.__proto__.polluted": true}'));
    const traits = overlay({}, 'traits', changes) as object;
    expect(({} as { polluted?: unknown }).polluted).toBeUndefined();
    expect(Object.getOwnPropertyNames(traits)).toEqual(['__proto__']);
  });

  test('leave the rest as it is, read when it is asked for', () => {
    let read = 0;
    const device = Object.defineProperty({ type: 'mobile' }, 'model', {
      get: () => ++read,
    });
    const changes = new Map([
      ['device.os', 'iOS'],
      ['device.languages.0', 'de'],
    ]);
    const result = overlay(device, 'device', changes) as Record<string, unknown>;
    expect([result['type'], result['os'], read]).toEqual(['mobile', 'iOS', 0]);
    expect([result['model'], Object.keys(result)]).toEqual([1, ['type', 'os', 'languages']]);
    expect(device).not.toHaveProperty('os');
    expect(overlay(['en', 'fr'], 'l', new Map([['l.0', 'de']]))).toEqual(['de', 'fr']);
  });
});
