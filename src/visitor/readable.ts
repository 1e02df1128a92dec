import type { Readable, Stored, VisitorRecord } from '../types.js';
import { chosenConsent } from './consent.js';

/** What is stored, for its visitor to read: a copy with times as ISO 8601 texts. */
export function readable(record: VisitorRecord | undefined): Readable<Stored> | undefined {
  const chosen = chosenConsent();
  const stored: Stored | undefined = chosen ? { ...record, consent: chosen.state } : record;
  return (
    stored &&
    (JSON.parse(JSON.stringify(stored), (key, value: unknown) =>
      /^(start|last|firstSeen|ts)$/.test(key) && typeof value === 'number'
        ? new Date(value).toISOString()
        : value,
    ) as Readable<Stored>)
  );
}
