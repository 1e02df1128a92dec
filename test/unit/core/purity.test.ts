import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import {
  builtInSegments,
  chooseArm,
  decide,
  evaluate,
  hash,
  parseAudience,
  parsePlan,
  type Block,
  type Condition,
  type Plan,
  type Signals,
  type Visitor,
} from '../../../src/core.js';
import { readVectors } from './vectors.js';

interface DecisionCase {
  readonly plan: Plan;
  readonly signals: Signals;
  readonly visitor?: Visitor;
  readonly blocks?: readonly Block[];
}

const conditions = readVectors<{
  cases: readonly { condition: Condition; signals: Signals }[];
}>('conditions.json').cases;
const decisions = readVectors<{ cases: readonly DecisionCase[] }>('decisions.json').cases;
const plans = readVectors<{ cases: readonly { plan?: unknown; text?: string }[] }>(
  'plans.json',
).cases;
const audiences = readVectors<{ cases: readonly { text: string }[] }>('audiences.json').cases;

/** Everything the core can do, on all vectors. */
function everything(): unknown[] {
  return [
    conditions.map(({ condition, signals }) => evaluate(condition, signals)),
    audiences.map(({ text }) => parseAudience(text)),
    plans.map(({ plan, text }) => parsePlan(text ?? plan)),
    decisions.map(({ plan, signals, visitor, blocks }) => decide(plan, signals, visitor, blocks)),
    hash('seed', 'a'),
    chooseArm({ seed: 'seed', id: 'a', weights: [1, 1] }),
  ];
}

describe('the core is pure', () => {
  const forbidden = [
    ...['Date', 'fetch', 'document', 'window', 'navigator', 'location', 'performance', 'crypto'],
    ...['localStorage', 'indexedDB', 'setTimeout', 'queueMicrotask', 'console', 'process'],
  ];
  const touched: string[] = [];

  beforeEach(() => {
    touched.length = 0;
    for (const name of forbidden) {
      vi.stubGlobal(
        name,
        new Proxy(function forbidden() {}, {
          apply: () => touch(name),
          construct: () => touch(name),
          get: (_target, key) => touch(`${name}.${String(key)}`),
        }),
      );
    }
    vi.spyOn(Math, 'random').mockImplementation(() => touch('Math.random'));
  });

  afterEach(() => {
    vi.unstubAllGlobals();
    vi.restoreAllMocks();
  });

  function touch(name: string): never {
    touched.push(name);
    throw new Error(`the core touched ${name}`);
  }

  /** Runs with the world out of reach; assertions come later, because they need it. */
  function isolated<T>(run: () => T): T {
    try {
      return run();
    } finally {
      vi.unstubAllGlobals();
      vi.restoreAllMocks();
    }
  }

  test('no clock, no chance, no network, no page, no storage', () => {
    const results = isolated(everything);
    expect(touched).toEqual([]);
    expect(results).toHaveLength(6);
  });

  test('this test would notice', () => {
    const use = (): unknown => [Math.random(), Date.now(), new Date(), fetch('/'), document.title];
    expect(() => isolated(use)).toThrow('the core touched Math.random');
    expect(touched).toEqual(['Math.random']);
  });

  test('the same input gives the same answer', () => {
    expect(isolated(() => [everything(), everything()]).map(print)).toSatisfy(
      ([first, second]: readonly string[]) => first === second,
    );
  });
});

describe('the core changes nothing that it is given', () => {
  test('everything works on deeply frozen inputs', () => {
    const before = print(everything());
    for (const input of [conditions, decisions, plans, audiences, builtInSegments]) freeze(input);
    expect(Object.isFrozen(decisions[0]?.plan)).toBe(true);
    expect(print(everything())).toBe(before);
  });

  test('what is returned can be changed without changing the next answer', () => {
    const plan = Object.freeze({ segments: [{ id: 'a', when: {} }] });
    const first = decide(plan, {}, {}, [{ id: 'b', variants: [{ audience: 'a' }] }]);
    (first.segments as string[]).push('x');
    expect(decide(plan, {}).segments).toEqual(['a']);
    (parseAudience('a b').alternatives as unknown[]).pop();
    expect(parseAudience('a b').alternatives).toHaveLength(2);
  });

  test.each(['g', 'y', 'gy'])('a pattern with the flags %s remembers nothing', (flags) => {
    const condition = { path: { $regex: 'a', $options: flags } };
    const answers = [1, 2, 3].map(() => evaluate(condition, { path: 'a' }));
    expect(answers).toEqual([true, true, true]);
  });

  test('what a page adds to the prototype of objects is no part of a condition', () => {
    const added = Object.prototype as { extra?: unknown };
    added.extra = 'nothing has this value';
    try {
      expect(evaluate({ a: { $gte: 1 } }, { a: 1 })).toBe(true);
    } finally {
      delete added.extra;
    }
  });
});

/** Text in which `undefined` and symbols stay visible. */
function print(value: unknown): string {
  return JSON.stringify(value, (_key, item: unknown) =>
    item === undefined || typeof item === 'symbol' ? String(item) : item,
  );
}

function freeze(value: unknown): void {
  if (typeof value !== 'object' || value === null) return;
  Object.freeze(value);
  Object.values(value).forEach(freeze);
}
