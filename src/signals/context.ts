import type { pending } from '../core/signal.js';
import type { Consent, GeoHint, Plan, Traits, VisitorRecord } from '../types.js';
import type { Reporter } from '../lib/report.js';
import type { Touch } from '../visitor/record.js';

/** What the readers of signals may look at. */
export interface SignalContext {
  readonly report: Reporter;
  plan(): Plan;
  /** What the page's host said about the visitor's place, when `start()` was given it. */
  readonly geo: GeoHint | undefined;
  /** Milliseconds since 1970. */
  now(): number;
  /** The visitor's record: `pending` while storage is asked, `undefined` when there is none. */
  record(): VisitorRecord | undefined | typeof pending;
  /** How this page view came about. */
  touch(): Touch;
  traits(): Traits;
  consent(): Consent;
}
