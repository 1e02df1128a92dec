import type { QueuedEvent } from '../types.js';

/** Some 300 kB in the visitor's record: what a visitor of many pages leaves while no server answers. */
export const LIMIT = 1000;

const experiment = ({ event }: QueuedEvent): string | undefined =>
  event.type === 'goal' ? undefined : event.exp;

/**
 * Adds an event at the end, unless it is there already. In a full queue the oldest exposure of the same experiment makes
 * room, else the oldest of any. A goal never does: if there is nothing else, the new event is left out.
 */
export function enqueue(queue: readonly QueuedEvent[], entry: QueuedEvent): readonly QueuedEvent[] {
  if (queue.some(({ event }) => event.id === entry.event.id)) return queue;
  const all = [...queue, entry];
  if (all.length <= LIMIT) return all;
  const same = queue.findIndex((one) => experiment(one) && experiment(one) === experiment(entry));
  // -1 is the last one, which is the new one.
  all.splice(same < 0 ? queue.findIndex(experiment) : same, 1);
  return all;
}
