/**
 * Reads a queue that a page pushes to: what is there, and what comes. There is no event for a push; tag managers
 * wrap it too, and call what they found. `push` is put back on abort if it still is ours.
 */
export function watchQueue(
  queue: unknown[],
  take: (entries: readonly unknown[]) => void,
  signal: AbortSignal,
): void {
  take([...queue]);
  const original = queue.push;
  const wrapped: typeof original = (...entries) => {
    const length = original.apply(queue, entries);
    take(entries);
    return length;
  };
  queue.push = wrapped;
  signal.addEventListener('abort', () => {
    if (queue.push === wrapped) queue.push = original;
  });
}
