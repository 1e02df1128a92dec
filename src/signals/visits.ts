import { pending } from '../core/signal.js';
import type { SignalContext } from './context.js';

const DAY = 24 * 60 * 60_000;

/** `visits.*`: what the record says about this visit and the ones before; without a record, nothing. */
export function readVisits({ record, now }: SignalContext): object | typeof pending {
  const known = record();
  if (known === pending) return pending;
  const [visit, before] = known?.visits.slice(-2).reverse() ?? [];
  if (!known || !visit) return {};
  return {
    count: known.visitCount,
    returning: known.visitCount > 1,
    pageviews: known.pageviews,
    thisVisitPageviews: visit.pageviews,
    daysSinceFirst: daysSince(known.firstSeen, now()),
    ...(before && { daysSinceLast: daysSince(before.last, now()) }),
    landingPath: visit.landing,
    engagedSeconds: known.engagedSeconds,
  };
}

/** Whole days between two times; a clock that was set back counts as none. */
export function daysSince(time: number, now: number): number {
  return Math.max(0, Math.floor((now - time) / DAY));
}
