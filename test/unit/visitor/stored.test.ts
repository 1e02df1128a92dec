import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { VisitorRecord } from '../../../src/types.js';
import { addInterest } from '../../../src/visitor/interests.js';
import { readable } from '../../../src/visitor/readable.js';
import {
  addEngagement,
  asRecord,
  countGoal,
  countPageView,
  latest,
} from '../../../src/visitor/record.js';
import { expire } from '../../../src/visitor/retention.js';
import { parseRecord } from '../../../src/visitor/snapshot.js';
import { cleanTraits, mergeTraits } from '../../../src/visitor/traits.js';

const now = Date.UTC(2026, 10, 22);
const touch = {
  kind: 'tagged',
  source: { channel: 'Email', paid: false, campaign: 'spring', referrer: 'mail.example' },
} as const;

/** A record with something in every field. */
const whole: VisitorRecord = {
  ...countPageView(countPageView(undefined, { now: now - 4e6, id: 'a1', path: '/one', touch }), {
    now,
    id: '',
    path: '/two',
    touch,
  }),
  traits: { role: 'editor', company: { employee_count: 5, industry: null }, tags: ['a', 1, true] },
  interests: { running: { score: 2.5, last: now } },
  goals: { signup: { count: 1, value: -4, last: now } },
  stuck: { runner: 'visit', buyer: 'visitor' },
  known: {
    zones: { 'Africa/Gaborone': 'BW' },
    place: { country: 'DE', city: 'Berlin' },
    device: { userAgent: 'Some/1.0', browserVersion: '1.0' },
  },
  given: { role: now },
  arms: { 'hero:new:1': { variant: 'a', last: now, seen: false } },
  events: [
    {
      event: {
        v: 1,
        type: 'goal',
        id: 'g',
        ts: now,
        visitor: 'a1',
        segment: 'default',
        goal: 'buy',
      },
      told: true,
    },
  ],
};

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
const isText = (value: unknown): boolean => typeof value === 'string';
/** A number that a date can hold: times are, and counts are smaller. */
const isTime = (value: unknown): boolean =>
  typeof value === 'number' && value >= 0 && !Number.isNaN(new Date(value).getTime());
const isCount = isTime;
const all = (value: unknown, test: (item: unknown) => boolean): boolean =>
  isObject(value) && Object.values(value).every(test);
const isSource = (value: unknown): boolean => {
  if (!isObject(value)) return false;
  const { channel, paid, ...rest } = value;
  return isText(channel) && typeof paid === 'boolean' && all(rest, isText);
};
/** An object with these fields and no other. */
const hasExactly =
  (fields: Readonly<Record<string, (value: unknown) => boolean>>) =>
  (value: unknown): boolean =>
    isObject(value) &&
    Object.keys(value).every((key) => Object.hasOwn(fields, key)) &&
    Object.entries(fields).every(([key, test]) => Object.hasOwn(value, key) && test(value[key]));
const isVisit = hasExactly({
  start: isTime,
  last: isTime,
  pageviews: isCount,
  landing: isText,
  source: isSource,
});

/** An event is told to others as it stands: what has to be right is what it is found by. */
const isQueued = hasExactly({
  event: (value) =>
    isObject(value) &&
    isTime(value['ts']) &&
    ['id', 'type', 'visitor'].every((key) => isText(value[key])),
  told: (value) => typeof value === 'boolean',
});

/** What the type says, spelled out. */
const isWhole = hasExactly({
  version: (value) => value === 1,
  revision: isCount,
  id: isText,
  firstSeen: isTime,
  visitCount: isCount,
  pageviews: isCount,
  engagedSeconds: isCount,
  visits: (value) => Array.isArray(value) && value.length > 0 && value.every(isVisit),
  first: isSource,
  traits: isObject,
  interests: (value) => all(value, hasExactly({ score: isCount, last: isTime })),
  goals: (value) =>
    all(value, hasExactly({ count: isCount, value: Number.isFinite, last: isTime })),
  stuck: (value) => all(value, (how) => how === 'visit' || how === 'visitor'),
  known: (value) => all(value, (item) => all(item, isText)),
  given: (value) => all(value, isTime),
  plain: (value) => typeof value === 'boolean',
  arms: (value) =>
    all(
      value,
      hasExactly({ variant: isText, last: isTime, seen: (seen) => typeof seen === 'boolean' }),
    ),
  events: (value) => Array.isArray(value) && value.every(isQueued),
} satisfies Record<keyof VisitorRecord, (value: unknown) => boolean>);

/** Every path in a value, its own included. */
function pathsOf(value: unknown, path: readonly string[] = []): (readonly string[])[] {
  if (typeof value !== 'object' || value === null) return [path];
  const below = Object.entries(value).flatMap(([key, part]) => pathsOf(part, [...path, key]));
  return [path, ...below];
}

/** A copy with another value at a path; `undefined` takes the field away. */
function replaceAt(value: unknown, [key, ...rest]: readonly string[], by: unknown): unknown {
  if (key === undefined) return by;
  const isItem = Array.isArray(value) && /^\d+$/.test(key);
  const copy = isItem ? [...(value as unknown[])] : { ...(value as object) };
  const part = replaceAt((copy as Record<string, unknown>)[key], rest, by);
  // Defined, not assigned: `__proto__` is to be a key like any other.
  Object.defineProperty(copy, key, {
    value: part,
    enumerable: true,
    configurable: true,
    writable: true,
  });
  if (part === undefined) Reflect.deleteProperty(copy, key);
  return copy;
}

/** Whatever is done with a record must go well with one that was accepted. */
function useEverywhere(record: VisitorRecord): void {
  const next = countPageView(record, { now, id: 'b', path: '/', touch });
  addEngagement(next, now, 5);
  countGoal(next, 'signup', 1, now);
  addInterest(next, { running: 1 }, now);
  expire(next, 365, now);
  latest(record, next);
  mergeTraits(record.traits, { role: 'x' });
  readable(next);
}

const words = [
  ...['__proto__', 'constructor', 'toString', 'length', '*', '', 'version', 'visits', 'score'],
];
const anyValue = fc.oneof(
  fc.constantFrom<unknown>(undefined, null, NaN, Infinity, -Infinity, -1, 1e300, 0, 1, '', 'visit'),
  fc.constantFrom<unknown>([], {}, [[]], [{}], { length: 1 }, 'x', true, 2, { a: { b: 'c' } }),
  fc.anything({ key: fc.constantFrom(...words, 'a') }),
  fc.jsonValue(),
);
const asStored = (value: unknown): VisitorRecord | undefined =>
  parseRecord(() => JSON.stringify(value));

/** What becomes of a value in storage; nothing, if it cannot be stored as text. */
function asJson(value: unknown): unknown {
  try {
    return JSON.parse(JSON.stringify(value));
  } catch {
    return undefined;
  }
}

const mutation = fc
  .tuple(fc.constantFrom(...pathsOf(whole)), fc.option(fc.constantFrom(...words)), anyValue)
  .map(([path, key, value]) => ({ path: key === null ? path : [...path, key], value }));

describe('a stored record with something changed', () => {
  test('is the whole record when nothing is', () => {
    expect(isWhole(whole)).toBe(true);
    expect(asRecord(whole)).toBe(whole);
  });

  test('is still all that a record must be, or counts as absent', () => {
    let [accepted, refused] = [0, 0];
    fc.assert(
      fc.property(mutation, ({ path, value }) => {
        const record = asStored(replaceAt(whole, path, value));
        if (!record) return void refused++;
        accepted++;
        expect(isWhole(record)).toBe(true);
        useEverywhere(record);
      }),
      { numRuns: 20_000 },
    );
    expect(Math.min(accepted, refused)).toBeGreaterThan(100);
  }, 60_000);

  test('counts as absent only if something is wrong with it', () => {
    fc.assert(
      fc.property(mutation, ({ path, value }) => {
        const changed = asJson(replaceAt(whole, path, value));
        // Inside of traits anything may stand that is not too deep.
        fc.pre(path[0] !== 'traits' && isWhole(changed));
        expect(asRecord(changed)).toBe(changed);
      }),
      { numRuns: 400, maxSkipsPerRun: 1_000 },
    );
  }, 60_000);

  test('each field is missed, and each field is looked at', () => {
    for (const field of Object.keys(whole)) {
      expect(asRecord(replaceAt(whole, [field], undefined)), field).toBeUndefined();
      expect(asRecord(replaceAt(whole, [field], Symbol())), field).toBeUndefined();
    }
  });
});

describe('text from storage', () => {
  const json = JSON.stringify(whole);
  const parse = (text: string): [VisitorRecord | undefined, string[]] => {
    const codes: string[] = [];
    const report = Object.assign((code: string) => void codes.push(code), { problems: [] });
    return [parseRecord(() => text, report), codes];
  };

  test('a record is read as it was written, and nothing is told', () => {
    expect(parse(json)).toEqual([whole, []]);
  });

  test('cut short anywhere it is told and counts as absent', () => {
    for (let length = 0; length < json.length; length++) {
      expect(parse(json.slice(0, length))).toEqual([undefined, ['record']]);
    }
  });

  test.each([
    ['five megabytes', 'x'.repeat(5e6)],
    ['five megabytes of JSON', JSON.stringify({ ...whole, id: 'x'.repeat(5e6) })],
    ['a million visits', JSON.stringify({ ...whole, visits: Array<number>(1e6).fill(0) })],
    ['traits 100,000 deep', json.replace('"editor"', `${'['.repeat(1e5)}${']'.repeat(1e5)}`)],
    ['traits 20 deep', json.replace('"editor"', `${'['.repeat(20)}${']'.repeat(20)}`)],
    ['an older version', json.replace('"version":1', '"version":0')],
    ['a newer version', json.replace('"version":1', '"version":2')],
    ['a number too large to be a time', json.replace(/"last":\d+/, '"last":1e300')],
  ])('%s: told, and absent', (_name, text) => {
    expect(parse(text)).toEqual([undefined, ['record']]);
  });

  test('a list that contains itself, or a number that JSON has no word for', () => {
    const circle: unknown[] = [];
    circle.push(circle);
    for (const value of [circle, 1n]) {
      const stored = { ...whole, traits: { value } };
      expect(parseRecord(() => JSON.stringify(stored))).toBeUndefined();
    }
  });

  test('names of JavaScript’s own are names like any other', () => {
    const hostile = json
      .replace('"role":"editor"', '"__proto__":{"polluted":1},"constructor":{"prototype":1}')
      .replace('"signup"', '"__proto__"')
      .replace('"runner"', '"__proto__"');
    const [record, codes] = parse(hostile);
    expect(codes).toEqual([]);
    useEverywhere(record!);
    expect(Object.keys(record!.goals)).toEqual(['__proto__']);
    expect(({} as { polluted?: unknown }).polluted).toBeUndefined();
  });
});

test('whatever is given as traits can be read back', () => {
  fc.assert(
    fc.property(fc.anything({ maxDepth: 12 }), (given) => {
      const traits = cleanTraits({ given });
      const stored = JSON.stringify({ ...whole, traits });
      expect(parseRecord(() => stored)).toEqual(JSON.parse(stored));
    }),
  );
});
