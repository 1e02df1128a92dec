/**
 * Calls back with the seconds the page was visible, whenever it ceases to be.
 *
 * @returns A function that ends the time at once.
 */
export function timeVisible(signal: AbortSignal, ended: (seconds: number) => void): () => void {
  let since = NaN;
  const change = (): void => {
    const seconds = Math.round((performance.now() - since) / 100) / 10;
    since = document.visibilityState === 'visible' ? performance.now() : NaN;
    if (seconds >= 0) ended(seconds);
  };
  change();
  addEventListener('visibilitychange', change, { signal, capture: true });
  return () => {
    change();
    since = NaN;
  };
}
