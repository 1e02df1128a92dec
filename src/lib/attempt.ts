/**
 * What cannot be had is unavailable: an answer, not an error.
 *
 * @example attempt(() => new URL(text))
 */
export function attempt<T>(run: () => T): T | undefined {
  try {
    return run();
  } catch {
    return undefined;
  }
}
