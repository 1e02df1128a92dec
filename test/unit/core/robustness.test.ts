import { isDeepStrictEqual } from 'node:util';
import fc from 'fast-check';
import { describe, expect, test, vi } from 'vitest';
import {
  decide,
  evaluate,
  parseAudience,
  parsePlan,
  type Audience,
  type Condition,
} from '../../../src/core.js';
import { condition, nonsense } from './arbitraries/conditions.js';
import { blocks, pageSignals, plan, settledVisitor } from './arbitraries/page.js';
import { known, record, signals } from './arbitraries/signals.js';

// Thousands of runs may take their time on a busy machine.
vi.setConfig({ testTimeout: 30_000 });

function expectWellFormed({ text, alternatives, bad }: Audience): void {
  expect(text).toBe(text.trim());
  expect(text).not.toMatch(/\s\s|[^\S ]/);
  expect(alternatives.length + bad.length).toBe(text ? text.split(' ').length : 1);
  for (const term of alternatives.flat()) {
    expect(term.negated).toBeTypeOf('boolean');
    if ('segment' in term) {
      expect(term.segment).toMatch(/^[\w.-]+$/);
    } else {
      expect(term.path).toMatch(/^(consent$|[a-z]+\..)/);
      expect(['equal', 'prefix', 'range', 'exists']).toContain(term.match);
      if (term.match !== 'exists') expect(term.value).toBe(term.value.toLowerCase());
      if (term.match !== 'prefix') expect(term.value).not.toBe('');
    }
  }
  for (const terms of alternatives) expect(terms.length).toBeGreaterThan(0);
}

describe('an audience', () => {
  const piece = fc.constantFrom(
    ...['returning', 'country', 'lang', 'goal', 'traits.', 'page.url', 'constructor', '__proto__'],
    ...[':', '!', '+', ' ', '\n', '*', '%', '%20', '%2A', '%FF', '.', '-', 'Ä', 'x', 'X', '\u00a0'],
  );
  const text = fc.oneof(
    fc.string({ unit: 'binary' }),
    fc.string(),
    fc.array(piece, { maxLength: 12 }).map((pieces) => pieces.join('')),
  );

  test('whatever the text, it is read into something well-formed', () => {
    fc.assert(
      fc.property(text, (words) => expectWellFormed(parseAudience(words))),
      { numRuns: 3000 },
    );
  });

  test('its text is read as the same again', () => {
    fc.assert(
      fc.property(text, (words) => {
        const audience = parseAudience(words);
        expect(parseAudience(audience.text)).toStrictEqual(audience);
      }),
      { numRuns: 1000 },
    );
  });
});

describe('a plan', () => {
  /** Something like a plan in which anything may be wrong. */
  const fields = fc.constantFrom(
    ...['$schema', 'segments', 'holdout', 'experiments', 'goals', 'events', 'privacy', 'source'],
    ...['geo', 'deadline', 'late', 'automation', 'id', 'when', 'share', 'epoch', 'until', 'beacon'],
    ...['selector', 'kind', 'stick', 'consent', 'ownHosts', '__proto__', 'constructor'],
  );
  const { broken } = fc.letrec<{ broken: unknown }>((tie) => ({
    broken: fc.oneof(
      { maxDepth: 4, withCrossShrink: true },
      known,
      fc.oneof(condition, nonsense, plan),
      fc.constantFrom<unknown>(0.5, 'swap', 'granted', '2027-01-31', 'visit', NaN, undefined),
      fc.array(tie('broken'), { maxLength: 3 }),
      record(fields, tie('broken')),
    ),
  }));
  const input = fc.oneof(
    { weight: 4, arbitrary: record(fields, broken) },
    { weight: 1, arbitrary: broken },
    { weight: 1, arbitrary: fc.jsonValue() },
    { weight: 1, arbitrary: fc.json() },
    { weight: 1, arbitrary: fc.string() },
    { weight: 1, arbitrary: fc.anything({ withBigInt: true, withNullPrototype: true }) },
    { weight: 1, arbitrary: broken.map((value) => JSON.stringify(value) ?? '') },
  );

  test('whatever is passed, what survives has no problems and every problem has a place', () => {
    const lengths: number[] = [];
    fc.assert(
      fc.property(input, (given) => {
        const { plan, problems } = parsePlan(given);
        // Not a matcher's equality: it stumbles over a key named `constructor`.
        expect(isDeepStrictEqual(parsePlan(plan), { plan, problems: [] })).toBe(true);
        lengths.push(Object.keys(plan).length);
        for (const { code, where } of problems) {
          expect(code).toMatch(/^(plan-(json|value|field|pattern|duplicate)|unknown-operator)$/);
          expect(where).toMatch(/^\$/);
        }
      }),
      { numRuns: 3000 },
    );
    expect(lengths.filter((length) => length > 0).length).toBeGreaterThan(200);
  });

  test('a sound plan has no problems', () => {
    fc.assert(
      fc.property(plan, (sound) => {
        expect(parsePlan(sound).problems).toEqual([]);
      }),
    );
  });

  test('whatever is accepted can be decided with any signals', () => {
    fc.assert(
      fc.property(
        fc.oneof(plan, input),
        fc.oneof(pageSignals, signals, fc.dictionary(fc.string(), fc.anything())),
        settledVisitor,
        blocks,
        (given, known, visitor, page) => {
          const { plan } = parsePlan(given);
          for (const { when } of plan.segments ?? []) evaluate(when, known);
          const decision = decide(plan, known, visitor, page);
          expect(Object.keys(decision.blocks).sort()).toEqual(page.map(({ id }) => id).sort());
        },
      ),
      { numRuns: 1000 },
    );
  });

  test.each([
    ['a circle', () => Object.assign([], { 0: [] as unknown[] }).map((_, __, all) => all)],
    [
      'a condition that holds itself',
      () => {
        const $and: unknown[] = [];
        $and.push({ $and });
        return { segments: [{ id: 'a', when: { $and } }] };
      },
    ],
    [
      'a getter that throws',
      () => ({
        get segments() {
          throw new Error('no');
        },
      }),
    ],
    [
      'a condition 100,000 levels deep',
      () => `{"segments":[{"id":"a","when":${'{"$and":['.repeat(1e5)}{}${']}'.repeat(1e5)}}]}`,
    ],
  ])('%s is a problem, not an exception', (_name, make) => {
    const { plan, problems } = parsePlan(make());
    expect(plan).toEqual({});
    expect(problems).toHaveLength(1);
    expect(problems[0]?.where).toBe('$');
  });

  test('a condition 500 levels deep is nothing special', () => {
    const text = `{"segments":[{"id":"a","when":${'{"$nor":['.repeat(500)}{"x":1}${']}'.repeat(500)}}]}`;
    const { plan, problems } = parsePlan(text);
    expect(problems).toEqual([]);
    expect(decide(plan, { x: 1 }).segment).toBe('a');
  });
});

describe('a condition', () => {
  test('that nobody checked is answered too', () => {
    fc.assert(
      fc.property(fc.anything(), signals, (unchecked, given) => {
        expect([true, false, undefined]).toContain(evaluate(unchecked as Condition, given));
      }),
      { numRuns: 1000 },
    );
  });
});
