import { describe, expect, test } from 'vitest';
import type { Source, VisitorRecord } from '../../../src/types.js';
import {
  addEngagement,
  asRecord,
  countGoal,
  countPageView,
  latest,
  withFields,
  type Touch,
} from '../../../src/visitor/record.js';

const MINUTE = 60_000;
const start = Date.UTC(2026, 10, 22, 12);
const source = (name: string): Source => ({ channel: name, paid: false });
const touch = (kind: Touch['kind'], name: string): Touch => ({ kind, source: source(name) });

/** Page views at these minutes, each with its touch. */
function play(...views: [minute: number, touch?: Touch][]): VisitorRecord {
  let record: VisitorRecord | undefined;
  for (const [minute, by = touch('plain', 'Direct')] of views) {
    record = countPageView(record, {
      now: start + minute * MINUTE,
      id: `id-at-${minute}`,
      path: `/at-${minute}`,
      touch: by,
    });
  }
  return record!;
}

describe('a visit', () => {
  test('goes on as long as less than 30 minutes pass between page views', () => {
    const record = play([0], [29.9], [59]);
    expect([record.visitCount, record.pageviews, record.visits.length]).toEqual([1, 3, 1]);
    expect(record.visits[0]).toMatchObject({ start, landing: '/at-0', pageviews: 3 });
  });

  test('ends after 30 minutes without a sign of life', () => {
    const record = play([0], [30]);
    expect([record.visitCount, record.pageviews]).toEqual([2, 2]);
    expect(record.visits.map(({ landing }) => landing)).toEqual(['/at-0', '/at-30']);
  });

  test('is kept alive by time on the page', () => {
    const seen = addEngagement(play([0]), start + 25 * MINUTE, 1500);
    const next = countPageView(seen, {
      now: start + 50 * MINUTE,
      id: '',
      path: '/',
      touch: touch('plain', 'Direct'),
    });
    expect([next.visitCount, next.engagedSeconds]).toEqual([1, 1500]);
  });

  test('begins anew when the clock was set back or far forward, and later ones end again', () => {
    expect(play([0], [-600]).visitCount).toBe(2);
    expect(play([0], [60 * 24 * 4000], [1], [2]).visitCount).toBe(3);
  });

  test('the last 50 are kept, the counters count all', () => {
    const record = play(...Array.from({ length: 70 }, (_, index): [number] => [index * 40]));
    expect([record.visits.length, record.visitCount, record.pageviews]).toEqual([50, 70, 70]);
    expect(record.visits[0]?.landing).toBe(`/at-${20 * 40}`);
  });

  test('the id and the first touch never change', () => {
    const record = play([0, touch('tagged', 'Email')], [40, touch('tagged', 'Paid Search')]);
    expect([record.id, record.first.channel]).toEqual(['id-at-0', 'Email']);
  });
});

describe('the source of a visit', () => {
  const sourceAfter = (...views: [number, Touch][]): string =>
    play(...views).visits.slice(-1)[0]!.source.channel;

  test.each([
    ['tagged', 'replaces', 'B'],
    ['organic', 'replaces', 'B'],
    ['plain', 'keeps', 'A'],
    ['internal', 'keeps', 'A'],
  ] as const)('within a visit a %s touch %s it', (kind, _, channel) => {
    expect(sourceAfter([0, touch('tagged', 'A')], [5, touch(kind, 'B')])).toBe(channel);
  });

  test.each([
    ['plain', 'B'],
    ['internal', 'A'],
  ] as const)('a new visit with a %s touch has the source %s', (kind, channel) => {
    expect(sourceAfter([0, touch('tagged', 'A')], [45, touch(kind, 'B')])).toBe(channel);
  });

  test('an internal touch with nothing before it is taken as it is', () => {
    expect(sourceAfter([0, touch('internal', 'Direct')])).toBe('Direct');
  });
});

describe('segments that stick', () => {
  const stuck = { a: 'visit', b: 'visitor' } as const;
  const again = (minute: number): VisitorRecord =>
    countPageView(withFields(play([0]), { stuck }), {
      now: start + minute * MINUTE,
      id: '',
      path: '/',
      touch: touch('plain', 'Direct'),
    });

  test('both hold within the visit, one of them for good', () => {
    expect(again(5).stuck).toEqual(stuck);
    expect(again(45).stuck).toEqual({ b: 'visitor' });
  });
});

test('goals are counted, summed and dated', () => {
  const once = countGoal(play([0]), 'signup', 0, start + 1);
  const twice = countGoal(once, 'signup', 49, start + 2);
  expect(twice.goals).toEqual({ signup: { count: 2, value: 49, last: start + 2 } });
});

test('every change is a revision, and changes nothing in place', () => {
  const record = Object.freeze(play([0]));
  expect(countGoal(record, 'a', 1, 1).revision).toBe(record.revision + 1);
  expect(addEngagement(record, 1, 1).revision).toBe(record.revision + 1);
  expect(withFields(record, { traits: { a: 1 } }).revision).toBe(record.revision + 1);
});

describe('what is read from storage', () => {
  const record = play([0], [40]);
  const broken: Record<string, unknown> = {
    nothing: undefined,
    null: null,
    text: 'tailorbird',
    list: [record],
    'a later version': { ...record, version: 2 },
    'no id': { ...record, id: undefined },
    'a count that is text': { ...record, visitCount: '2' },
    'no visits': { ...record, visits: [] },
    'visits that are no list': { ...record, visits: { length: 1 } },
    'a visit that is no visit': { ...record, visits: [...record.visits, null] },
    'a visit without a source': { ...record, visits: [{ ...record.visits[0], source: null }] },
    'a visit at no time': { ...record, visits: [{ ...record.visits[0], last: null }] },
    'traits that are a list': { ...record, traits: [] },
    'goals that are null': { ...record, goals: null },
  };

  test('a record comes back as it was', () => {
    expect(asRecord(JSON.parse(JSON.stringify(record)))).toEqual(record);
  });

  test.each(Object.keys(broken))('%s counts as absent', (name) => {
    expect(asRecord(broken[name])).toBeUndefined();
  });
});

describe('the book and its copy', () => {
  const book = play([0], [40], [80]);
  const copyOf = (record: VisitorRecord): VisitorRecord => ({
    ...record,
    visits: record.visits.slice(-2),
  });

  test('the book counts when the copy is no further', () => {
    expect(latest(book, copyOf(book))).toBe(book);
    expect(latest(book, copyOf(play([0], [40])))).toBe(book);
    expect(latest(book, undefined)).toBe(book);
  });

  test('a copy that is further counts, with the earlier visits of the book', () => {
    const left = addEngagement(
      countPageView(book, {
        now: start + 81 * MINUTE,
        id: '',
        path: '/',
        touch: touch('plain', 'Direct'),
      }),
      start + 82 * MINUTE,
      60,
    );
    expect(latest(book, copyOf(left))).toEqual(left);
  });

  test("somebody else's copy counts for nothing, unless there is no book", () => {
    const other = { ...copyOf(play([0], [40], [80], [120])), id: 'other' };
    expect(latest(book, other)).toBe(book);
    expect(latest(undefined, other)).toBe(other);
  });
});
