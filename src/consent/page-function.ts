/**
 * Calls back with a function of the page's, such as `__tcfapi`: now, or when the page is parsed or loaded, since a
 * consent manager's own script may come after ours.
 */
export function whenDefined(
  name: string,
  run: (api: (...args: unknown[]) => unknown) => void,
  signal: AbortSignal,
): void {
  let done = false;
  const look = (): void => {
    const api = (window as unknown as Record<string, unknown>)[name];
    if (done || typeof api !== 'function') return;
    done = true;
    try {
      run(api as (...args: unknown[]) => unknown);
    } catch {
      // A consent manager that fails has said nothing: what held before holds on.
    }
  };
  look();
  document.addEventListener('DOMContentLoaded', look, { signal });
  addEventListener('load', look, { signal });
}
