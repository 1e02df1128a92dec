import fc from 'fast-check';
import { describe, expect, test, vi } from 'vitest';
import { evaluate, type Condition, type Signals, type Truth } from '../../../src/core.js';
import { condition, nonsense } from './arbitraries/conditions.js';
import { answers, settle } from './arbitraries/settle.js';
import { signals } from './arbitraries/signals.js';

// Thousands of runs may take their time on a busy machine.
vi.setConfig({ testTimeout: 30_000 });

/** The answer at every step as pending signals arrive one at a time. */
function history(tested: Condition, steps: Iterable<Signals>): Truth[] {
  return [...steps].map((state) => evaluate(tested, state));
}

/** The place of the first certain answer, from which on all must be the same. */
function expectStable(truths: readonly Truth[]): number {
  const from = truths.findIndex((truth) => truth !== undefined);
  if (from >= 0) expect(new Set(truths.slice(from)).size).toBe(1);
  return from;
}

describe('as pending signals arrive', () => {
  test('a certain answer never changes', () => {
    const certainAt: number[] = [];
    fc.assert(
      fc.property(condition, signals, answers, (tested, start, given) => {
        const truths = history(tested, settle(start, given));
        if (truths.length > 1) certainAt.push(expectStable(truths));
      }),
      { numRuns: 4000 },
    );
    // The property is only worth something if it met both answers to hold on to and answers to wait for.
    expect(certainAt.filter((at) => at === 0).length).toBeGreaterThan(200);
    expect(certainAt.filter((at) => at > 0).length).toBeGreaterThan(200);
  });

  test('nor does it in a condition with mistakes in it', () => {
    fc.assert(
      fc.property(nonsense, signals, answers, (tested, start, given) => {
        expectStable(history(tested, settle(start, given)));
      }),
      { numRuns: 2000 },
    );
  });

  test('a sound condition is certain once nothing is pending', () => {
    fc.assert(
      fc.property(condition, signals, answers, (tested, start, given) => {
        expect(history(tested, settle(start, given)).at(-1)).toBeTypeOf('boolean');
      }),
      { numRuns: 2000 },
    );
  });
});
