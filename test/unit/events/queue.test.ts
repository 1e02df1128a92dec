import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { enqueue, LIMIT } from '../../../src/events/queue.js';
import type { QueuedEvent, TrackedEvent } from '../../../src/types.js';
import { exposure, goal } from '../../support/events.js';

const entry = (event: TrackedEvent): QueuedEvent => ({ event, told: false });
const seen = (id: string, exp: string, type: 'exposure' | 'view' = 'exposure'): QueuedEvent =>
  entry({ ...exposure, id, exp, type });
const reached = (id: string): QueuedEvent => entry({ ...goal, id });
const full = (...first: QueuedEvent[]): QueuedEvent[] => [
  ...first,
  ...Array.from({ length: LIMIT - first.length }, (_, at) => reached(`goal-${at}`)),
];
const ids = (queue: readonly QueuedEvent[]): string[] => queue.map(({ event }) => event.id);

describe('a queue of events', () => {
  test('takes what comes, in order, and leaves the one it was given as it is', () => {
    const before = [seen('a', 'hero:new')];
    expect(ids(enqueue(before, reached('b')))).toEqual(['a', 'b']);
    expect(ids(before)).toEqual(['a']);
  });

  test('takes an event once', () => {
    const queue = enqueue([], seen('a', 'x'));
    expect(enqueue(queue, seen('a', 'x'))).toEqual(queue);
  });

  test('when full, gives up the oldest exposure of the same experiment', () => {
    const queue = full(seen('other', 'x'), seen('old', 'y'), seen('older view', 'y', 'view'));
    const after = enqueue(queue, seen('new', 'y'));
    expect(ids(after)).not.toContain('old');
    expect(ids(after).slice(0, 2)).toEqual(['other', 'older view']);
    expect(ids(after).at(-1)).toBe('new');
  });

  test('else the oldest exposure or view of any', () => {
    const queue = full(reached('first'), seen('view', 'x', 'view'), seen('exposure', 'y'));
    for (const next of [reached('new'), seen('new', 'z')]) {
      expect(ids(enqueue(queue, next))).toEqual([
        ...ids(queue).filter((id) => id !== 'view'),
        'new',
      ]);
    }
  });

  test('never a goal: among goals alone, the new event is left out', () => {
    expect(ids(enqueue(full(), seen('new', 'x')))).toEqual(ids(full()));
    expect(ids(enqueue(full(), reached('new')))).toEqual(ids(full()));
  });

  test('whatever comes: it is bounded, in order, and has every goal that found room', () => {
    const kinds = fc.constantFrom('goal', 'a', 'b', 'c');
    const start = fc.array(kinds, { minLength: LIMIT - 3, maxLength: LIMIT });
    fc.assert(
      fc.property(start, fc.array(kinds, { maxLength: 40 }), (first, then) => {
        const make = (kind: string, at: number): QueuedEvent =>
          kind === 'goal' ? reached(`${at}`) : seen(`${at}`, kind);
        let queue: readonly QueuedEvent[] = first.map(make);
        for (const [at, kind] of then.entries()) {
          const before = queue;
          const next = make(kind, LIMIT + at);
          queue = enqueue(before, next);
          const after = ids(queue);
          expect(after.length).toBe(Math.min(before.length + 1, LIMIT));
          const gone = [...before, next].filter(({ event }) => !after.includes(event.id));
          expect(gone.length).toBe(before.length + 1 - after.length);
          const spared = before.some(({ event }) => event.type !== 'goal');
          if (spared) expect(gone.every(({ event }) => event.type !== 'goal')).toBe(true);
          else expect(ids(gone)).toEqual(gone.length ? [next.event.id] : []);
          expect(after).toEqual([...after].sort((a, b) => Number(a) - Number(b)));
        }
      }),
      { numRuns: 30 },
    );
  });
});
