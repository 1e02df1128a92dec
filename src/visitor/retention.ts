import type { VisitorRecord } from '../types.js';

const DAY = 24 * 60 * 60_000;

/**
 * What of a record may still be kept. A visitor who has stayed away for longer is forgotten; of the others, what
 * they did longer ago is, each thing by its own age: visits, goals, interests, traits, arms, events. A first touch that
 * old gives way to the oldest visit kept.
 *
 * @param days The plan's `retentionDays`.
 */
export function expire(
  record: VisitorRecord | undefined,
  days: number,
  now: number,
): VisitorRecord | undefined {
  const since = now - days * DAY;
  const visits = record?.visits.filter(({ last }) => last >= since) ?? [];
  const [oldest] = visits;
  if (!record || !oldest) return undefined;
  const { given } = record;
  const isRecent = ([, { last }]: [string, { readonly last: number }]): boolean => last >= since;
  const isGiven = ([name]: [string, unknown]): boolean => (given[name] ?? 0) >= since;
  return {
    ...record,
    ...(record.firstSeen < since && { firstSeen: oldest.start, first: oldest.source }),
    visits,
    goals: Object.fromEntries(Object.entries(record.goals).filter(isRecent)),
    interests: Object.fromEntries(Object.entries(record.interests).filter(isRecent)),
    arms: Object.fromEntries(Object.entries(record.arms).filter(isRecent)),
    traits: Object.fromEntries(Object.entries(record.traits).filter(isGiven)),
    given: Object.fromEntries(Object.entries(given).filter(isGiven)),
    events: record.events.filter(({ event }) => event.ts >= since),
  };
}
