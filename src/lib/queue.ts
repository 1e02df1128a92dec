import { attempt } from './attempt.js';

/**
 * Reads a queue that a page pushes to: what is there, and what comes. There is no event for a push; tag managers
 * wrap it too, and call what they found. `push` is put back on abort if it still is ours.
 */
export function watchQueue(
  queue: unknown[],
  take: (entry: unknown) => void,
  signal: AbortSignal,
): void {
  // An entry that cannot be read says nothing; the page that pushes it is not to notice.
  const read = (entry: unknown): void => attempt(() => take(entry));
  [...queue].forEach(read);
  const original = queue.push;
  const wrapped: typeof original = (...entries) => {
    const length = original.apply(queue, entries);
    if (!signal.aborted) entries.forEach(read);
    return length;
  };
  // A frozen array says no, and will not be pushed to either.
  Reflect.set(queue, 'push', wrapped);
  signal.addEventListener('abort', () => {
    if (queue.push === wrapped) Reflect.set(queue, 'push', original);
  });
}
