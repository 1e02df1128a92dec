import { armKey, HELD_OUT } from '../core/draw.js';
import type { Arm, ExposureEvent, VisitorRecord } from '../types.js';
import { withFields } from '../visitor/record.js';
import { enqueue } from './queue.js';

/** More experiments than anybody runs at once. */
const KEPT_ARMS = 50;

/** Whether an event says nothing new of a visitor: once for each visitor, experiment, version and arm. */
export function isKnown({ arms }: VisitorRecord, event: ExposureEvent): boolean {
  const known = arms[armKey(event.exp, event.ver)];
  return known?.variant === variantOf(event) && (event.type === 'exposure' || known.seen);
}

/**
 * Writes an exposure, or that it was seen, into the record.
 *
 * @param isWanted Whether somebody is to be told.
 */
export function expose(
  record: VisitorRecord,
  event: ExposureEvent,
  isWanted: boolean,
): VisitorRecord {
  // A visitor who opens two new tabs at once gets one id in the end; what the other drew was nobody's.
  if (record.id !== event.visitor || isKnown(record, event)) return record;
  const arm: Arm = {
    variant: variantOf(event),
    last: event.ts,
    seen: event.type === 'view',
  };
  const key = armKey(event.exp, event.ver);
  const others = Object.entries(record.arms).filter(([other]) => other !== key);
  const arms = [...others, [key, arm] as const];
  return withFields(record, {
    arms: Object.fromEntries(arms.slice(-KEPT_ARMS)),
    events: isWanted ? enqueue(record.events, { event, told: false }) : record.events,
  });
}

function variantOf({ arm, variant }: ExposureEvent): string {
  return arm === 'holdout' ? HELD_OUT : variant;
}
