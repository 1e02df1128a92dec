import type { QueuedEvent } from '../types.js';

/** More than any visitor's week; a server that is down for longer loses exposures before goals. */
const MOST = 1000;

/** Adds an event unless it is there already. When the queue is full, the oldest exposure of the same experiment makes room. */
export function enqueue(queue: readonly QueuedEvent[], entry: QueuedEvent): readonly QueuedEvent[] {
  if (queue.some(({ event }) => event.id === entry.event.id)) return queue;
  const all = [...queue, entry];
  if (all.length <= MOST) return all;
  const { event } = entry;
  const same = all.findIndex(
    (other) =>
      event.type !== 'goal' && other.event.type !== 'goal' && other.event.exp === event.exp,
  );
  const oldest = same < 0 ? all.findIndex((other) => other.event.type !== 'goal') : same;
  // Nothing but goals: none of them is dropped.
  return all.filter((_, index) => index !== oldest);
}
