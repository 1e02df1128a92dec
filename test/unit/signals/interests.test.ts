import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { pending } from '../../../src/core/signal.js';
import type { SignalContext } from '../../../src/signals/context.js';
import { readInterests } from '../../../src/signals/interests.js';
import type { Interest, VisitorRecord } from '../../../src/types.js';

const DAY = 24 * 60 * 60_000;
const now = Date.UTC(2026, 10, 22, 12);

interface Interests {
  readonly top: string | undefined;
  readonly share: Readonly<Record<string, number>>;
}

const read = (record: Partial<VisitorRecord> | typeof pending | undefined): unknown =>
  readInterests({ record: () => record, now: () => now } as unknown as SignalContext);

/** The signals of a visitor whose topics have come to these scores. */
function interestsOf(scores: Readonly<Record<string, number>>, daysAgo = 0): Interests {
  const interests: [string, Interest][] = Object.entries(scores).map(([topic, score]) => [
    topic,
    { score, last: now - daysAgo * DAY },
  ]);
  return read({ interests: Object.fromEntries(interests) }) as Interests;
}

describe('the topic at the top', () => {
  test.each([
    ['has come to 1.5', { running: 1.5 }, 'running'],
    ['has not come to 1.5', { running: 1.49 }, undefined],
    ['leads the next by half', { hiking: 2, running: 3 }, 'running'],
    ['leads the next by less', { hiking: 2.01, running: 3 }, undefined],
    ['is level with another', { hiking: 9, running: 9 }, undefined],
    ['leads two that together are stronger', { a: 2, b: 2, running: 3 }, 'running'],
    ['is called __proto__', JSON.parse('{"__proto__": 3}') as Record<string, number>, '__proto__'],
    ['is missing', {}, undefined],
  ])('%s', (_, scores, top) => {
    expect(interestsOf(scores).top).toBe(top);
  });

  test('is there no longer when it has not been met for a while', () => {
    expect(interestsOf({ running: 3 }, 14).top).toBe('running');
    expect(interestsOf({ running: 3 }, 14.1).top).toBeUndefined();
  });

  test('is reckoned from what each topic has come to by now, not from what was stored', () => {
    const interests = {
      running: { score: 10, last: now - 28 * DAY },
      hiking: { score: 5, last: now },
    };
    expect(read({ interests })).toMatchObject({ top: 'hiking', share: { hiking: 0.67 } });
  });
});

describe('shares', () => {
  test('are parts of all interest, to two decimals', () => {
    expect(interestsOf({ running: 2, hiking: 1 }).share).toEqual({ running: 0.67, hiking: 0.33 });
  });

  test('decay changes none of them when all are equally old', () => {
    expect(interestsOf({ a: 3, b: 1 }, 100).share).toEqual({ a: 0.75, b: 0.25 });
  });

  test('what has vanished altogether has none', () => {
    expect(interestsOf({ running: 2 }, 365 * 1000)).toEqual({ top: undefined, share: {} });
  });

  test('are numbers from 0 to 1 that sum to about 1, and the top one has the largest', () => {
    const scores = fc.dictionary(fc.string({ maxLength: 4 }), fc.double({ min: 0, max: 1e6 }), {
      minKeys: 1,
      maxKeys: 20,
    });
    fc.assert(
      fc.property(scores, fc.integer({ min: -500, max: 500 }), (given, days) => {
        fc.pre(Object.values(given).some((score) => score > 1e-3));
        const { top, share } = interestsOf(given, days);
        const shares = Object.values(share);
        expect(shares.every((value) => value >= 0 && value <= 1)).toBe(true);
        // Each is off by half a hundredth at most.
        const sum = shares.reduce((total, value) => total + value, 0);
        expect(Math.abs(sum - 1)).toBeLessThanOrEqual(0.005 * shares.length + 1e-9);
        if (top !== undefined) expect(share[top]).toBe(Math.max(...shares));
      }),
    );
  });
});

test('a record on its way leaves everything open; without one there is no interest', () => {
  expect(read(pending)).toBe(pending);
  expect(read(undefined)).toEqual({ top: undefined, share: {} });
});
