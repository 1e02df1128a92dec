import fc from 'fast-check';
import { describe, expect, test, vi } from 'vitest';
import { decide, pending, type Decision, type Plan, type Visitor } from '../../../src/core.js';
import { blocks, pageSignals, plan, settledVisitor } from './arbitraries/page.js';
import { answers, settle } from './arbitraries/settle.js';

// Thousands of runs may take their time on a busy machine.
vi.setConfig({ testTimeout: 30_000 });

/** What is certain in one decision must be so in every later one. */
function expectKept(earlier: Decision, later: Decision, { segments = [] }: Plan): void {
  for (const [id, choice] of Object.entries(earlier.blocks)) {
    if (choice.state !== 'pending') expect(later.blocks[id]).toStrictEqual(choice);
  }
  // Who is in a segment stays in it. Who is neither in it nor in doubt stays out of it.
  expect(later.segments).toEqual(expect.arrayContaining([...earlier.segments]));
  const possible = [...earlier.segments, ...earlier.unknown];
  expect(possible).toEqual(expect.arrayContaining([...later.segments, ...later.unknown]));
  // The rank is certain when nothing above it is in doubt.
  const rank = segments.findIndex(({ id }) => id === earlier.segment);
  const above = rank < 0 ? segments : segments.slice(0, rank);
  if (!above.some(({ id }) => earlier.unknown.includes(id))) {
    expect(later.segment).toBe(earlier.segment);
  }
}

/** Every decision on the way to the one in which nothing is pending. */
const story = fc
  .record({ plan, start: pageSignals, given: answers, blocks, visitor: settledVisitor })
  .chain((page) => fc.nat(page.given.length).map((turn) => ({ ...page, turn })))
  .map(({ plan, start, given, blocks, visitor, turn }) => {
    const unread: Visitor = { id: pending };
    const decisions = [...settle(start, given)].flatMap((signals, step) => [
      // At a step of its own the record arrives, with the id and what the visitor is stuck to.
      ...(step <= turn ? [decide(plan, signals, unread, blocks)] : []),
      ...(step >= turn ? [decide(plan, signals, visitor, blocks)] : []),
    ]);
    return { plan, decisions };
  });

describe('as signals and the record of the visitor arrive', () => {
  test('what is decided stays decided', () => {
    const seen = new Map<string, number>();
    fc.assert(
      fc.property(story, ({ plan, decisions }) => {
        decisions.slice(1).forEach((later, at) => expectKept(decisions[at]!, later, plan));
        for (const { blocks } of decisions.slice(0, -1)) {
          for (const { reason } of Object.values(blocks)) {
            seen.set(reason, (seen.get(reason) ?? 0) + 1);
          }
        }
      }),
      { numRuns: 1000 },
    );
    expect(seen.get('match')).toBeGreaterThan(100);
    expect(seen.get('no-match')).toBeGreaterThan(100);
    expect(seen.get('unknown')).toBeGreaterThan(100);
  });

  test('once nothing is pending, everything is decided', () => {
    const reasons = new Set<string>();
    fc.assert(
      fc.property(pageSignals, answers, plan, settledVisitor, blocks, (start, given, ...rest) => {
        const [plan, visitor, page] = rest;
        const signals = [...settle(start, given)].at(-1)!;
        const decision = decide(plan, signals, visitor, page);
        expect(decision.unknown).toEqual([]);
        for (const { state, reason } of Object.values(decision.blocks)) {
          expect(state).not.toBe('pending');
          reasons.add(reason);
        }
      }),
      { numRuns: 1000 },
    );
    expect([...reasons].sort()).toEqual(['global-holdout', 'holdout', 'match', 'no-match']);
  });
});
