import { describe, expect, test } from 'vitest';
import { compare, compareMeans } from '../../../src/stats.js';

const arms = { control: { n: 5000, s: 100 }, treatment: { n: 5000, s: 130 } };

describe('100 of 5,000 against 130 of 5,000', () => {
  test('at any look', () => {
    const { lift, interval, p, verdict } = compare(arms);
    expect(lift).toBeCloseTo(0.3, 12);
    expect(interval?.[0]).toBeCloseTo(-0.130834, 6);
    expect(interval?.[1]).toBeCloseTo(0.944392, 6);
    expect(p).toBeCloseTo(0.631578, 6);
    expect(verdict).toBe('no difference shown yet');
  });

  test('at a single look planned beforehand', () => {
    const { interval, p, verdict } = compare(arms, { looks: 'one' });
    expect(interval?.[0]).toBeCloseTo(0.004639, 6);
    expect(interval?.[1]).toBeCloseTo(0.682196, 6);
    expect(p).toBeCloseTo(0.046025, 6);
    expect(verdict).toBe('ahead');
  });

  test('as values of 1 and 0', () => {
    const values = (s: number) => ({
      n: 5000,
      s,
      mean: s / 5000,
      variance: (s / 5000) * (1 - s / 5000),
    });
    expect(compareMeans({ control: values(100), treatment: values(130) })).toEqual(compare(arms));
  });
});

describe('verdicts', () => {
  test('ahead and behind, from the side of the treatment', () => {
    const [few, many] = [
      { n: 5000, s: 100 },
      { n: 5000, s: 250 },
    ];
    expect(compare({ control: few, treatment: many }).verdict).toBe('ahead');
    expect(compare({ control: many, treatment: few }).verdict).toBe('behind');
  });

  test('fewer than five conversions in an arm: none, but an interval', () => {
    const { verdict, more, interval } = compare({
      control: { n: 1000, s: 4 },
      treatment: { n: 1000, s: 90 },
    });
    expect(verdict).toBe('too little data');
    expect(interval).toBeDefined();
    // One conversion is missing, at a rate of some 94.5 in 2,001, and half of the visitors come to the arm.
    expect(more).toBe(Math.ceil((1 / (94.5 / 2001)) * 2));
    expect(compare({ control: { n: 1000, s: 5 }, treatment: { n: 1000, s: 90 } }).verdict).toBe(
      'ahead',
    );
  });

  test('no conversions in an arm: no interval either', () => {
    const none = compare({ control: { n: 900, s: 30 }, treatment: { n: 900, s: 0 } });
    expect(none).toMatchObject({ lift: -1, interval: undefined, p: 1, verdict: 'too little data' });
    const base = compare({ control: { n: 900, s: 0 }, treatment: { n: 900, s: 30 } });
    expect(base).toMatchObject({ lift: undefined, interval: undefined, p: 1 });
    const empty = compare({ control: { n: 0, s: 0 }, treatment: { n: 0, s: 0 } });
    expect(empty).toMatchObject({ lift: undefined, interval: undefined, more: 20 });
  });

  test('everyone converts: no interval, as nothing varies', () => {
    const all = { n: 50, s: 50 };
    expect(compare({ control: all, treatment: all })).toMatchObject({
      lift: 0,
      interval: undefined,
      p: 1,
    });
  });
});

describe('strata', () => {
  test('an arm that grew in a strong week is not ahead of itself', () => {
    const weak = { control: { n: 9000, s: 180 }, treatment: { n: 1000, s: 20 } };
    const strong = { control: { n: 1000, s: 80 }, treatment: { n: 9000, s: 720 } };
    const pooled = compare({ control: { n: 10_000, s: 260 }, treatment: { n: 10_000, s: 740 } });
    expect(pooled.verdict).toBe('ahead');
    const { lift, verdict } = compare([weak, strong]);
    expect(lift).toBeCloseTo(0, 12);
    expect(verdict).toBe('no difference shown yet');
  });

  test('a stratum counted in two halves tells the same', () => {
    const half = { control: { n: 2500, s: 50 }, treatment: { n: 2500, s: 65 } };
    const [whole, halves] = [compare(arms), compare([half, half])];
    expect(halves.lift).toBeCloseTo(whole.lift!, 12);
    expect(halves.interval![1]).toBeCloseTo(whole.interval![1], 12);
    expect(halves.p).toBeCloseTo(whole.p, 12);
  });

  test("the lift is Mantel's and Haenszel's ratio", () => {
    const one = { control: { n: 900, s: 45 }, treatment: { n: 100, s: 9 } };
    const two = { control: { n: 400, s: 60 }, treatment: { n: 600, s: 99 } };
    const over = (9 * 900) / 1000 + (99 * 400) / 1000;
    const under = (45 * 100) / 1000 + (60 * 600) / 1000;
    expect(compare([one, two]).lift).toBeCloseTo(over / under - 1, 12);
  });

  test('a stratum in which an arm had nobody tells nothing', () => {
    const alone = { control: { n: 0, s: 0 }, treatment: { n: 700, s: 300 } };
    expect(compare([arms, alone])).toEqual(compare(arms));
  });
});

describe('values', () => {
  const value = (mean: number) => ({ n: 4000, s: 200, mean, variance: 30 });

  test('the interval is the one of a ratio of means', () => {
    const { lift, interval } = compareMeans(
      { control: value(1), treatment: value(1.2) },
      { looks: 'one' },
    );
    const error = Math.sqrt(30 / 4000 + 30 / 4000 / 1.44);
    expect(lift).toBeCloseTo(0.2, 12);
    expect(interval?.[1]).toBeCloseTo(1.2 * Math.exp(1.959964 * error) - 1, 5);
  });

  test('a mean below nothing has no lift to speak of', () => {
    const lost = compareMeans({ control: value(-1), treatment: value(1) });
    expect(lost).toMatchObject({ lift: undefined, interval: undefined, p: 1 });
  });
});

test.each([
  [{ n: 10, s: 11 }],
  [{ n: -1, s: 0 }],
  [{ n: NaN, s: 0 }],
  [{ n: Infinity, s: 1 }],
  [{ n: 3, s: -1 }],
])('impossible counts are refused: %o', (control) => {
  expect(() => compare({ control, treatment: { n: 10, s: 1 } })).toThrow(RangeError);
});

test.each([{ alpha: 0 }, { alpha: 1 }, { tune: 0 }, { alpha: NaN }])(
  'impossible options are refused: %o',
  (options) => {
    expect(() => compare(arms, options)).toThrow(RangeError);
  },
);
