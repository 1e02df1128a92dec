import { describe, expect, test } from 'vitest';
import { pending } from '../../../src/core.js';
import { createDecider } from '../../../src/core/choose.js';
import { explain } from '../../../src/core/explain.js';

const signals = {
  geo: { country: 'DE', city: pending },
  device: { languages: ['de', 'en'], touch: undefined },
  visits: pending,
};
const plan = {
  segments: [
    { id: 'german', when: { 'geo.country': 'DE', 'device.type': { $exists: true } } },
    { id: 'berlin', when: { 'geo.city': 'Berlin' } },
  ],
};
const { signals: told, why } = explain(createDecider({ plan, signals, visitor: {} }), signals);

describe('an explanation', () => {
  test('lists every signal with its state', () => {
    expect(told).toEqual([
      { path: 'geo.country', value: 'DE', state: 'known' },
      { path: 'geo.city', value: undefined, state: 'pending' },
      { path: 'device.languages', value: ['de', 'en'], state: 'known' },
      { path: 'device.touch', value: undefined, state: 'unavailable' },
      { path: 'visits', value: undefined, state: 'pending' },
    ]);
  });

  test('says for each segment what was compared, up to the comparison that decided', () => {
    expect(why[0]).toEqual({
      id: 'german',
      own: true,
      matches: false,
      because: [
        { path: 'geo.country', expected: 'DE', actual: 'DE', truth: true },
        { path: 'device.type', expected: { $exists: true }, actual: undefined, truth: false },
      ],
    });
  });

  test('says what is waited for', () => {
    expect(why[1]?.matches).toBeUndefined();
    expect(why[1]?.because).toEqual([
      { path: 'geo.city', expected: 'Berlin', actual: pending, truth: undefined },
    ]);
  });

  test('covers the built-in segments after those of the plan', () => {
    expect(why.map(({ id }) => id).slice(0, 4)).toEqual(['german', 'berlin', 'new', 'returning']);
  });
});
