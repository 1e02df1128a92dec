import fc from 'fast-check';
import { expect, test } from 'vitest';
import { cleanTraits, storable } from '../../../src/visitor/traits.js';

test('dotted keys become nested ones, beside what is nested already', () => {
  expect(cleanTraits({ company: { name: 'Acme' }, 'company.industry': 'Software' })).toEqual({
    company: { name: 'Acme', industry: 'Software' },
  });
});

test('a dotted key below a plain value replaces it', () => {
  expect(cleanTraits({ company: 'Acme', 'company.size': 3 })).toMatchObject({
    company: { size: 3 },
  });
});

test('texts are cut at 256 characters, lists and objects at 50 fields', () => {
  const clean = cleanTraits({
    long: 'x'.repeat(10_000),
    many: Array.from({ length: 200 }, (_, index) => index),
  });
  expect([(clean['long'] as string).length, (clean['many'] as unknown[]).length]).toEqual([
    256, 50,
  ]);
  const wide = Object.fromEntries(Array.from({ length: 200 }, (_, index) => [`k${index}`, index]));
  expect(Object.keys(cleanTraits(wide))).toHaveLength(50);
});

test('names that reach into a prototype are dropped', () => {
  const hostile: unknown = JSON.parse(
    '{"__proto__": {"a": 1}, "constructor.prototype.a": 1, "b": 2}',
  );
  const clean = cleanTraits(hostile);
  expect(Object.keys(clean)).toEqual(['b']);
  expect(({} as Record<string, unknown>)['a']).toBeUndefined();
});

test('whatever is passed: no throw, and a plain object comes out', () => {
  fc.assert(
    fc.property(fc.anything(), (value) => {
      expect(Object.getPrototypeOf(cleanTraits(value))).toBe(Object.prototype);
    }),
  );
});

test('what names a person is never stored, and each name is told', () => {
  const told: string[] = [];
  const kept = storable(
    {
      firstName: 'Ann',
      name: 'Ann Lee',
      Email: 'a@b.c',
      phone: 1,
      address: {},
      birthday: '',
      role: 'x',
    },
    (name) => void told.push(name),
  );
  expect(kept).toEqual({ firstName: 'Ann', role: 'x' });
  expect(told).toEqual(['name', 'Email', 'phone', 'address', 'birthday']);
});

test('what refers to itself comes to an end', () => {
  const circle: Record<string, unknown> = { name: 'a' };
  circle['self'] = circle;
  circle['list'] = [circle];
  expect(JSON.stringify(cleanTraits(circle)).length).toBeLessThan(5000);
});
