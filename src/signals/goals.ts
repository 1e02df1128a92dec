import { pending } from '../core/signal.js';
import type { SignalContext } from './context.js';
import { daysSince } from './visits.js';

/** `goals.ID.*`: how often a goal was reached, what it was worth in all, and when last. */
export function readGoals({ record, now }: SignalContext): object | typeof pending {
  const known = record();
  if (known === pending) return pending;
  return Object.fromEntries(
    Object.entries(known?.goals ?? {}).map(([id, { count, value, last }]) => [
      id,
      { count, value, daysSince: daysSince(last, now()) },
    ]),
  );
}
