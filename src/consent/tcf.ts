import { isRecord } from '../core/signal.js';
import type { Consent } from '../types.js';
import { listen } from './manager.js';

export type { Consent } from '../types.js';

/** Store on a device; create a profile for personalised content; use it. */
const purposes = [1, 5, 6];

/**
 * Asks a consent manager by the IAB's Transparency and Consent Framework 2: granted if purposes 1, 5 and 6 all are, or
 * if the GDPR does not apply. Only a finished choice counts (`tcloaded`, `useractioncomplete`).
 *
 * @see https://github.com/InteractiveAdvertisingBureau/GDPR-Transparency-and-Consent-Framework/blob/master/TCFv2/IAB%20Tech%20Lab%20-%20CMP%20API%20v2.md
 * @returns A function that stops listening.
 * @example connect((state) => tailorbird.consent(state));
 */
export function connect(tell: (state: Consent) => void): () => void {
  return listen({ name: '__tcfapi', version: [2], read }, tell);
}

function read({
  eventStatus,
  gdprApplies,
  purpose,
}: Readonly<Record<string, unknown>>): Consent | undefined {
  if (eventStatus !== 'tcloaded' && eventStatus !== 'useractioncomplete') return undefined;
  if (gdprApplies === false) return 'granted';
  const consents = isRecord(purpose) && purpose['consents'];
  if (!isRecord(consents)) return undefined;
  return purposes.every((id) => consents[id] === true) ? 'granted' : 'denied';
}
