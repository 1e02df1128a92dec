import type { Readable, VisitorRecord } from '../types.js';

/** A record for its visitor to read: a copy with times as ISO 8601 texts. */
export function readable(record: VisitorRecord | undefined): Readable<VisitorRecord> | undefined {
  return (
    record &&
    (JSON.parse(JSON.stringify(record), (key, value: unknown) =>
      /^(start|last|firstSeen|ts)$/.test(key) && typeof value === 'number'
        ? new Date(value).toISOString()
        : value,
    ) as Readable<VisitorRecord>)
  );
}
