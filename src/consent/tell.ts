import type { Consent } from '../types.js';

/**
 * Tells a state when it becomes another. What cannot be read says nothing, nor does what throws when it is read: the
 * one that would notice is the page's consent manager.
 */
export function tellChanges(
  tell: (state: Consent) => void,
): (read: () => Consent | undefined) => void {
  let told: Consent | undefined;
  return (read) => {
    try {
      const state = read();
      if (!state || state === told) return;
      told = state;
      tell(state);
    } catch {
      // What held before holds on.
    }
  };
}
