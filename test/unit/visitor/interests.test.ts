import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { readTopics } from '../../../src/blocks/topics.js';
import { createReporter } from '../../../src/lib/report.js';
import type { Interest, VisitorRecord } from '../../../src/types.js';
import { addInterest, scoreAt, topicName, type Topics } from '../../../src/visitor/interests.js';
import { asRecord, countPageView } from '../../../src/visitor/record.js';

const DAY = 24 * 60 * 60_000;
const start = Date.UTC(2026, 10, 22, 12);

const visitor: VisitorRecord = countPageView(undefined, {
  now: start,
  id: 'a',
  path: '/',
  touch: { kind: 'plain', source: { channel: 'Direct', paid: false } },
});

/** Views of pages with these topics, each so many days after the start. */
function play(...views: [day: number, topics: Topics][]): VisitorRecord['interests'] {
  return views.reduce(
    (record, [day, topics]) => addInterest(record, topics, start + day * DAY),
    visitor,
  ).interests;
}

const twenty: Topics = Object.fromEntries(
  Array.from({ length: 20 }, (_, index) => [`old-${index}`, index + 5]),
);

describe('interest', () => {
  test('halves in 14 days', () => {
    const interest: Interest = { score: 8, last: start };
    expect([0, 14, 28, 7].map((days) => scoreAt(interest, start + days * DAY))).toEqual([
      8,
      4,
      2,
      8 / Math.SQRT2,
    ]);
  });

  test('adds up, after what was there has decayed', () => {
    const { running } = play([0, { running: 3 }], [14, { running: 1 }], [14, { running: 0.5 }]);
    expect(running).toEqual({ score: 3, last: start + 14 * DAY });
  });

  test('in one topic leaves the others to decay at their own pace', () => {
    const { running, hiking } = play([0, { running: 4, hiking: 4 }], [14, { hiking: 1 }]);
    expect(scoreAt(running!, start + 28 * DAY)).toBeCloseTo(1, 10);
    expect(scoreAt(hiking!, start + 28 * DAY)).toBeCloseTo(1.5, 10);
  });

  test('keeps the time at which it was last met, whatever else is met later', () => {
    const { running, hiking } = play([0, { running: 4 }], [14, { hiking: 1 }], [30, { hiking: 1 }]);
    expect(running).toEqual({ score: 4, last: start });
    expect(hiking?.last).toBe(start + 30 * DAY);
  });

  test('neither grows nor vanishes with a clock that was set back', () => {
    expect(scoreAt({ score: 3, last: start }, start - 400 * DAY)).toBe(3);
    const { running } = play([0, { running: 3 }], [-30, { running: 1 }]);
    expect(running).toEqual({ score: 4, last: start - 30 * DAY });
  });

  test('changes nothing in place and is a revision of its own', () => {
    const before = Object.freeze({ ...visitor, interests: Object.freeze({}) });
    expect(addInterest(before, { running: 1 }, start).revision).toBe(visitor.revision + 1);
  });
});

describe('of many topics', () => {
  test('the 20 strongest are kept', () => {
    const kept = play([0, twenty], [0, { strong: 100 }]);
    expect(Object.keys(kept)).toHaveLength(20);
    expect(kept).toHaveProperty('strong');
    expect(kept).not.toHaveProperty('old-0');
    expect(kept).toHaveProperty('old-1');
  });

  test('a newcomer that is weaker than all 20 can still rise', () => {
    const views = Array.from({ length: 7 }, (): [number, Topics] => [0, { fresh: 1 }]);
    expect(play([0, twenty], ...views)['fresh']).toEqual({ score: 7, last: start });
  });

  test('one page with many of them leaves the 15 strongest where they are', () => {
    const keywords = Object.fromEntries(Array.from({ length: 40 }, (_, n) => [`k${n}`, 1]));
    const strong = Object.fromEntries(Array.from({ length: 20 }, (_, n) => [`t${n}`, 5 + n]));
    const kept = Object.keys(play([0, strong], [1, keywords]));
    expect(kept.filter((topic) => topic.startsWith('t'))).toHaveLength(15);
    expect(kept).toHaveLength(20);
    expect(kept).toContain('t19');
  });

  test('one that is not met again makes room', () => {
    const others = Object.fromEntries(Object.entries(twenty).slice(1));
    const kept = play([0, { ...others, 'old-0': 500 }], [140, others], [140, { fresh: 1 }]);
    expect(Object.keys(kept)).toHaveLength(20);
    // 500 has halved ten times.
    expect(kept).not.toHaveProperty('old-0');
    expect(kept).toHaveProperty('fresh');
  });
});

test('topics called like what every object has are topics like any other', () => {
  const odd = Object.fromEntries(
    ['__proto__', 'constructor', 'toString', 'hasOwnProperty'].map((name) => [name, 1]),
  );
  const once = addInterest(visitor, odd, start);
  // As storage gives it back.
  const { interests } = addInterest(JSON.parse(JSON.stringify(once)) as VisitorRecord, odd, start);
  expect(Object.keys(interests).sort()).toEqual(Object.keys(odd).sort());
  expect(Object.values(interests).map(({ score }) => score)).toEqual([2, 2, 2, 2]);
  expect(Object.getPrototypeOf(interests)).toBe(Object.prototype);
  expect(({} as Record<string, unknown>)['score']).toBeUndefined();
});

test('a name is what can stand in a path: lower case, no white space, no dots, not too long', () => {
  expect(topicName('  Trail  Running\n2.0 ')).toBe('trail-running-2-0');
  expect(topicName('x'.repeat(500))).toHaveLength(64);
});

describe('whatever is added', () => {
  const topics = fc.dictionary(fc.string({ maxLength: 3 }), fc.double({ min: 0, noNaN: true }), {
    maxKeys: 30,
  });
  const views = fc.array(fc.tuple(fc.integer({ min: -9e3, max: 9e3 }), topics), { maxLength: 8 });

  test('at most 20 topics, every score a number, and storage takes them', () => {
    fc.assert(
      fc.property(views, (given) => {
        const interests = play(...given);
        const scores = Object.values(interests).map(({ score }) => score);
        expect(scores.length).toBeLessThanOrEqual(20);
        expect(scores.filter((score) => !Number.isFinite(score) || score < 0)).toEqual([]);
        expect(asRecord(JSON.parse(JSON.stringify({ ...visitor, interests })))).toBeDefined();
      }),
    );
  });

  test('the order of two additions at the same time makes no difference to the scores', () => {
    const few = fc.dictionary(fc.constantFrom(...'abcdefghij'), fc.integer({ min: 1, max: 99 }));
    fc.assert(
      fc.property(few, few, few, fc.integer({ min: 0, max: 100 }), (before, one, other, day) => {
        const first = play([0, before], [day, one], [day, other]);
        const second = play([0, before], [day, other], [day, one]);
        expect(Object.keys(first).sort()).toEqual(Object.keys(second).sort());
        for (const [topic, { score }] of Object.entries(first)) {
          expect(second[topic]?.score).toBeCloseTo(score, 9);
        }
      }),
    );
  });
});

test('a weight that no number can hold twice does not cost the visitor their record', () => {
  const weights = readTopics(
    'running:1e308',
    createReporter(() => undefined),
  );
  const record = addInterest(addInterest(visitor, weights, start), weights, start);
  expect(asRecord(JSON.parse(JSON.stringify(record)))).toMatchObject({ id: 'a' });
});
