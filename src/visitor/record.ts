import { isRecord } from '../core/signal.js';
import type { Source, Visit, VisitorRecord } from '../types.js';

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

/** Counts a page view: it continues the last visit or begins a new one. */
export function countPageView(
  record: VisitorRecord | undefined,
  { now, id, path, touch }: PageView,
): VisitorRecord {
  const last = record?.visits[record.visits.length - 1];
  // A clock that was set back by more than a gap begins a visit too: it would otherwise never end.
  const live = last !== undefined && Math.abs(now - last.last) < VISIT_GAP;
  const source =
    last && (touch.kind === 'internal' || (live && touch.kind === 'plain'))
      ? last.source
      : touch.source;
  const visit: Visit = live
    ? { ...last, last: now, pageviews: last.pageviews + 1, source }
    : { start: now, last: now, pageviews: 1, landing: path, source };
  const visits = record?.visits ?? [];
  return {
    version: 1,
    id,
    firstSeen: now,
    first: source,
    engagedSeconds: 0,
    traits: {},
    goals: {},
    ...record,
    revision: (record?.revision ?? 0) + 1,
    visitCount: (record?.visitCount ?? 0) + (live ? 0 : 1),
    pageviews: (record?.pageviews ?? 0) + 1,
    visits: [...(live ? visits.slice(0, -1) : visits), visit].slice(-KEPT_VISITS),
    stuck: live ? (record?.stuck ?? {}) : keepForGood(record?.stuck ?? {}),
  };
}

/** Adds time during which the page was visible. It keeps the visit alive. */
export function addEngagement(
  record: VisitorRecord | undefined,
  { now, seconds }: { readonly now: number; readonly seconds: number },
): VisitorRecord | undefined {
  const last = record?.visits[record.visits.length - 1];
  if (!record || !last) return record;
  return {
    ...record,
    revision: record.revision + 1,
    engagedSeconds: record.engagedSeconds + seconds,
    visits: [...record.visits.slice(0, -1), { ...last, last: now }],
  };
}

/** Replaces some fields. */
export function withFields(
  record: VisitorRecord | undefined,
  fields: Partial<VisitorRecord>,
): VisitorRecord | undefined {
  return record && { ...record, ...fields, revision: record.revision + 1 };
}

/** Counts a goal. */
export function countGoal(
  record: VisitorRecord | undefined,
  { id, value, now }: { readonly id: string; readonly value: number; readonly now: number },
): VisitorRecord | undefined {
  const { count = 0, value: sum = 0 } = record?.goals[id] ?? {};
  const goal = { count: count + 1, value: sum + value, last: now };
  return withFields(record, { goals: { ...record?.goals, [id]: goal } });
}

/** The part the next page needs before IndexedDB answers: no history beyond the last two visits. */
export function toSnapshot(record: VisitorRecord): VisitorRecord {
  return { ...record, visits: record.visits.slice(-2) };
}

/** A stored value if it is a record of this version in good shape; anything else counts as absent. */
export function asRecord(value: unknown): VisitorRecord | undefined {
  return isRecord(value) &&
    value['version'] === 1 &&
    typeof value['id'] === 'string' &&
    ['revision', 'firstSeen', 'visitCount', 'pageviews', 'engagedSeconds'].every((field) =>
      Number.isFinite(value[field]),
    ) &&
    ['first', 'traits', 'goals', 'stuck'].every((field) => isRecord(value[field])) &&
    Array.isArray(value['visits']) &&
    value['visits'].length > 0 &&
    value['visits'].every(
      (visit: unknown) =>
        isRecord(visit) &&
        ['start', 'last', 'pageviews'].every((field) => Number.isFinite(visit[field])) &&
        typeof visit['landing'] === 'string' &&
        isRecord(visit['source']),
    )
    ? (value as unknown as VisitorRecord)
    : undefined;
}

function keepForGood(stuck: VisitorRecord['stuck']): VisitorRecord['stuck'] {
  return Object.fromEntries(Object.entries(stuck).filter(([, until]) => until === 'visitor'));
}
