import { isShallow } from '../core/signal.js';
import type { Source, Visit, VisitorRecord } from '../types.js';
import { fits } from './shape.js';

/** A pure step from one record to the next; `undefined` when there is none yet. */
export type Change = (record: VisitorRecord | undefined) => VisitorRecord | undefined;

/** How a page view came about, and how far that counts against what is known already. */
export interface Touch {
  readonly source: Source;
  /**
   * `tagged` (utm, click id) and `organic` touches replace the source of a visit under way. A `plain` one
   * (referral, direct) only begins a visit. An `internal` one (own host, payment, reload) keeps the last source.
   */
  readonly kind: 'tagged' | 'organic' | 'plain' | 'internal';
}

export interface PageView {
  readonly now: number;
  /** The id a visitor gets who has none yet. */
  readonly id: string;
  readonly path: string;
  readonly touch: Touch;
}

/** A visit ends with 30 minutes without a sign of life, as in Google Analytics. */
const VISIT_GAP = 30 * 60_000;
const KEPT_VISITS = 50;

const direct: Source = { channel: 'Direct', paid: false };

/** A record before its first visit. */
const blank: VisitorRecord = {
  version: 1,
  revision: 0,
  id: '',
  firstSeen: 0,
  visitCount: 0,
  pageviews: 0,
  engagedSeconds: 0,
  visits: [],
  first: direct,
  traits: {},
  interests: {},
  goals: {},
  stuck: {},
  known: {},
  given: {},
  plain: false,
  arms: {},
  events: [],
};
const blankVisit: Visit = { start: 0, last: 0, pageviews: 0, landing: '', source: direct };

/** The shape that stored records must have. */
const source = { ...direct, '*': '' };
const shape = {
  ...blank,
  version: (version: unknown) => version === blank.version,
  visits: [{ ...blankVisit, source }],
  first: source,
  traits: { '*': isShallow },
  interests: { '*': { score: 0, last: 0 } },
  goals: { '*': { count: 0, value: Number.isFinite, last: 0 } },
  stuck: { '*': (how: unknown) => how === 'visit' || how === 'visitor' },
  known: { '*': { '*': '' } },
  given: { '*': 0 },
  arms: { '*': { variant: '', last: 0, seen: false } },
  events: [{ event: { id: '', type: '', visitor: '', ts: 0, '*': isShallow }, told: false }],
};

/** Counts a page view: it continues the last visit or begins a new one. */
export function countPageView(
  record: VisitorRecord | undefined,
  { now, id, path, touch }: PageView,
): VisitorRecord {
  const before = record ?? { ...blank, id, firstSeen: now, first: touch.source };
  const last = before.visits[before.visits.length - 1];
  // A clock that was set back by more than a gap begins a visit too: it would otherwise never end.
  const live = last && Math.abs(now - last.last) < VISIT_GAP;
  const keepsSource = touch.kind === 'internal' || (live && touch.kind === 'plain');
  const visit: Visit = {
    ...(live ? last : { ...blankVisit, start: now, landing: path }),
    last: now,
    source: (keepsSource && last?.source) || touch.source,
  };
  return {
    ...before,
    revision: before.revision + 1,
    visitCount: before.visitCount + (live ? 0 : 1),
    pageviews: before.pageviews + 1,
    visits: [
      ...before.visits.slice(0, live ? -1 : undefined),
      { ...visit, pageviews: visit.pageviews + 1 },
    ].slice(-KEPT_VISITS),
    ...(!live && {
      stuck: Object.fromEntries(
        Object.entries(before.stuck).filter(([, how]) => how === 'visitor'),
      ),
      // A place is asked for once a visit: people travel.
      known: { ...before.known, place: undefined },
    }),
  };
}

/** Adds time during which the page was visible. It keeps the visit alive. */
export function addEngagement(record: VisitorRecord, now: number, seconds: number): VisitorRecord {
  const { visits, engagedSeconds } = record;
  return withFields(record, {
    engagedSeconds: engagedSeconds + seconds,
    visits: visits.map((visit, index) => (visits[index + 1] ? visit : { ...visit, last: now })),
  });
}

/** Counts a goal. */
export function countGoal(
  record: VisitorRecord,
  id: string,
  value: number,
  now: number,
): VisitorRecord {
  const { count = 0, value: sum = 0 } = record.goals[id] ?? {};
  return withFields(record, {
    goals: { ...record.goals, [id]: { count: count + 1, value: sum + value, last: now } },
  });
}

/** Replaces some fields. */
export function withFields(record: VisitorRecord, fields: Partial<VisitorRecord>): VisitorRecord {
  return { ...record, ...fields, revision: record.revision + 1 };
}

/**
 * The book's record, or its copy where that is further: a page that was left has put its last changes there.
 * The copy holds the last visits only, and events that the book does not have yet; the others come from the book.
 */
export function latest(
  stored: VisitorRecord | undefined,
  snapshot: VisitorRecord | undefined,
): VisitorRecord | undefined {
  if (!stored || !snapshot) return stored ?? snapshot;
  if (snapshot.id !== stored.id) return stored;
  const known = new Set(stored.events.map(({ event }) => event.id));
  const added = snapshot.events.filter(({ event }) => !known.has(event.id));
  const events = [...stored.events, ...added];
  if (snapshot.revision <= stored.revision) return added.length ? { ...stored, events } : stored;
  const since = snapshot.visits[0]?.start ?? 0;
  const earlier = stored.visits.filter(({ start }) => start < since);
  return { ...snapshot, events, visits: [...earlier, ...snapshot.visits].slice(-KEPT_VISITS) };
}

/** A stored value if it has the shape of a record of this version; anything else counts as absent. */
export function asRecord(value: unknown): VisitorRecord | undefined {
  return fits(value, shape) && (value as VisitorRecord).visits.length
    ? (value as VisitorRecord)
    : undefined;
}
