import { describe, expect, test } from 'vitest';
import { pending, type Signals } from '../../../../src/core.js';
import { readMix } from '../../../../src/cli/replay/mix.js';
import { createSynthesizer } from '../../../../src/cli/replay/synthesize.js';
import type { Replayed } from '../../../../src/cli/replay/visitor-line.js';
import { seededRandom } from '../../../../src/stats/random.js';

/** A Sunday. */
const NOW = new Date(2026, 10, 29, 12).getTime();

function make(size: number, { seed = 1, mix = '{}', asked = [] as string[] } = {}): Replayed[] {
  const options = { mix: readMix(mix), random: seededRandom(seed), now: NOW };
  return Array.from({ length: size }, createSynthesizer({ ...options, asked: new Set(asked) }));
}

type Plain = Readonly<Record<string, Readonly<Record<string, unknown>>>>;
const plain = ({ signals }: Replayed): Plain => signals as Plain;

describe('made-up visitors', () => {
  test('are the same for the same seed, others for another', () => {
    expect(make(50)).toEqual(make(50));
    expect(make(50, { seed: 2 })).not.toEqual(make(50));
  });

  test('come in the shares that are stated', () => {
    const all = make(20_000);
    const share = (test: (signals: Plain) => boolean): number =>
      all.filter((one) => test(plain(one))).length / all.length;
    const stated = Object.entries(readMix()).filter(([path]) => path.includes('.'));
    for (const [path, parts] of stated) {
      const [group, field] = path.split('.') as [string, string];
      const total = parts.reduce((sum, { weight }) => sum + weight, 0);
      for (const part of parts) {
        const found = share((signals) => {
          const value = signals[group]![field];
          return 'value' in part
            ? value === part.value
            : Number(value) >= part.from && Number(value) <= part.to;
        });
        // Five standard deviations of 20,000 draws are at most 1.8%.
        expect(
          Math.abs(found - part.weight / total),
          `${path} ${JSON.stringify(part)}`,
        ).toBeLessThan(0.018);
      }
    }
  });

  test('are told what follows: returning, paid, continent, the date of the weekday', () => {
    for (const one of make(200)) {
      const { visits, source, geo, time } = plain(one);
      expect(visits!['returning']).toBe(Number(visits!['count']) > 1);
      expect(source!['paid']).toBe(/^Paid/.test(String(source!['channel'])));
      expect(geo!['continent']).toMatch(/^(NA|SA|EU|AS)$/);
      expect(new Date(`${String(time!['date'])}T12:00`).getDay() || 7).toBe(time!['weekday']);
      expect(time!['date']! >= '2026-11-29' && time!['date']! <= '2026-12-05').toBe(true);
    }
  });

  test('do not know what the mix does not state, if it is asked for', () => {
    const [one] = make(1, {
      mix: '{"traits.role":[{"value":null,"weight":1}]}',
      asked: ['traits.role', 'traits.company.size', 'interests.top', 'first.paid', 'time.date'],
    });
    expect(one!.signals).toMatchObject({
      traits: { company: { size: pending } },
      interests: { top: pending },
      first: { paid: pending },
    });
    expect(plain(one!)['traits']!['role']).toBeUndefined();
    expect(plain(one!)['time']!['date']).toEqual(expect.any(String));
  });

  test('without consent have neither a past nor an id', () => {
    const mix = '{"consent":[{"value":"denied","weight":1}]}';
    const [one] = make(1, { mix, asked: ['goals.signup'] });
    expect(one!.visitor).toEqual({});
    const { visits, goals, first, source } = one!.signals as Record<string, Signals>;
    expect({ visits, goals }).toEqual({ visits: {}, goals: {} });
    expect(first).toEqual(source);
  });

  test('a plan states signals in the place of the usual ones', () => {
    const mix =
      '{"visits.count":[{"from":2,"to":4,"weight":5}],"device.languages":[{"value":["de"],"weight":1}]}';
    const counts = new Set(make(100, { mix }).map((one) => plain(one)['visits']!['count']));
    expect([...counts].sort()).toEqual([2, 3, 4]);
    expect(plain(make(1, { mix })[0]!)['device']!['languages']).toEqual(['de']);
  });
});

describe('mistakes in a mix', () => {
  const one = '{"value":1,"weight":1}';
  test.each<[string, string]>([
    ['{', 'is not JSON'],
    ['[]', 'should be an object of signals'],
    ['{"visit.count":[]}', 'there is no signal "visit.count", did you mean "visits.count"?'],
    ['{"traits":[]}', '"traits" holds others'],
    [`{"traits.a":[${one}],"traits.a.b":[${one}]}`, '"traits.a" holds others: state traits.a.b'],
    ['{"traits.a":{}}', '"traits.a" should be a list'],
    ['{"traits.a":[]}', '"traits.a" should be a list'],
    ['{"traits.a":[1]}', '"traits.a"[0] needs a "weight"'],
    ['{"traits.a":[{"value":1,"weight":-1}]}', 'needs a "weight", a number from 0'],
    ['{"traits.a":[{"value":1,"weight":0}]}', '"traits.a" has no weight above 0'],
    ['{"traits.a":[{"weight":1}]}', '"traits.a"[0] needs a "value", or "from" and "to"'],
    ['{"traits.a":[{"value":1,"from":1,"to":2,"weight":1}]}', 'needs a "value", or "from"'],
    ['{"traits.a":[{"from":3,"to":2,"weight":1}]}', 'should go from a whole number'],
    ['{"traits.a":[{"from":1,"weight":1}]}', 'should go from a whole number'],
    [
      '{"geo.country":[{"value":"UK","weight":1}]}',
      '"geo.country"[0] should be a code of ISO 3166',
    ],
    ['{"visits.count":[{"from":0,"to":3,"weight":1}]}', 'should be a whole number from 1, found 0'],
  ])('%s', (json, message) => expect(() => readMix(json)).toThrow(message));
});
