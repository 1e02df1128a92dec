import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { SignalContext } from '../../../src/signals/context.js';
import { readInterests } from '../../../src/signals/interests.js';
import { pending } from '../../../src/core/signal.js';
import type { VisitorRecord } from '../../../src/types.js';
import { addInterest, scoreAt, topicName } from '../../../src/visitor/interests.js';
import { countPageView } from '../../../src/visitor/record.js';

const DAY = 24 * 60 * 60_000;
const source = { channel: 'Direct', paid: false };
const visitor = countPageView(undefined, {
  now: 0,
  id: 'a',
  path: '/',
  touch: { source, kind: 'plain' },
});

/** The signals of a visitor's interests at a time. */
function signals(record: VisitorRecord | typeof pending | undefined, at: number): unknown {
  return readInterests({
    record: () => record,
    now: () => at,
  } as Partial<SignalContext> as SignalContext);
}

describe('interest', () => {
  it('halves in 14 days, and a clock that was set back leaves it as it was', () => {
    expect(scoreAt({ score: 4, last: 0 }, 14 * DAY)).toBe(2);
    expect(scoreAt({ score: 4, last: 0 }, 28 * DAY)).toBe(1);
    expect(scoreAt({ score: 4, last: 5 * DAY }, 0)).toBe(4);
  });

  it('adds to what has decayed till then', () => {
    const record = addInterest(addInterest(visitor, { running: 2 }, 0), { running: 1 }, 14 * DAY);
    expect(record.interests).toEqual({ running: { score: 2, last: 14 * DAY } });
  });

  it('keeps 20 topics, and a new one can rise among strong ones', () => {
    const strong = Object.fromEntries(Array.from({ length: 20 }, (_, n) => [`t${n}`, 5 + n]));
    const record = addInterest(addInterest(visitor, strong, 0), { fresh: 1 }, 0);
    expect(Object.keys(record.interests)).toHaveLength(20);
    expect(record.interests['fresh']).toBeDefined();
    expect(record.interests['t0']).toBeUndefined();
  });

  it('knows a top topic above a minimum and with a margin', () => {
    const top = (topics: Record<string, number>): unknown =>
      (signals(addInterest(visitor, topics, 0), 0) as { top: unknown }).top;
    expect(top({ running: 1 })).toBeUndefined();
    expect(top({ running: 2 })).toBe('running');
    expect(top({ running: 3, hiking: 2.5 })).toBeUndefined();
    expect(top({ running: 3, hiking: 2 })).toBe('running');
    expect(top({})).toBeUndefined();
  });

  it('is on its way while the record is', () => {
    expect(signals(pending, 0)).toBe(pending);
    expect(signals(undefined, 0)).toEqual({ top: undefined, share: {} });
  });

  it('has names without white space and dots, in lower case', () => {
    expect(topicName('  Trail.Running  Shoes ')).toBe('trail-running-shoes');
    expect(topicName('x'.repeat(500))).toHaveLength(64);
  });

  it('stays sound whatever comes in whatever order', () => {
    const topics = fc.dictionary(
      fc.oneof(fc.string(), fc.constantFrom('__proto__', 'constructor', 'a', 'b')),
      fc.double({ min: 0.01, max: 1000, noNaN: true }),
      { maxKeys: 30 },
    );
    fc.assert(
      fc.property(fc.array(fc.tuple(topics, fc.nat(400 * DAY)), { maxLength: 8 }), (steps) => {
        const record = steps.reduce((now, [seen, at]) => addInterest(now, seen, at), visitor);
        const all = Object.values(record.interests);
        expect(all.length).toBeLessThanOrEqual(20);
        expect(all.every(({ score }) => Number.isFinite(score) && score >= 0)).toBe(true);
        const { share } = signals(record, 500 * DAY) as { share: Record<string, number> };
        const sum = Object.values(share).reduce((total, part) => total + part, 0);
        if (Object.keys(share).length) expect(Math.abs(sum - 1)).toBeLessThan(0.11);
      }),
    );
    expect(({} as { score?: unknown }).score).toBeUndefined();
  });
});
