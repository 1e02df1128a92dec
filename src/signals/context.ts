import type { pending } from '../core/signal.js';
import type {
  Consent,
  DeviceDetail,
  FoundOut,
  GeoHint,
  Plan,
  StartOptions,
  Traits,
  VisitorRecord,
} from '../types.js';
import type { Reporter } from '../lib/report.js';
import type { Place } from './geo-place.js';
import type { Touch } from '../visitor/record.js';

/** What the readers of signals may look at, as the page gives it. */
export interface SignalSources {
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
  /** Who supplied a trait. */
  traitVia(name: string): string;
  consent(): Consent;
  /** Who decided on the consent. */
  consentVia(): string;
  /** Loads what reads details of the device, if the page has it. */
  readonly device: StartOptions['device'];
  /** Aborted when what is pending becomes unavailable. */
  readonly deadline: AbortController;
  stopped(): boolean;
  /** Keeps what took a moment to find out for the next page, if the visitor consents. */
  remember(found: FoundOut): void;
  /** Something became known. */
  onChange(): void;
}

/** Versions, vendor and model, which the small reader does not tell. */
export interface DetailReader {
  /** A field; asking for one that is not known yet loads the file that reads it. */
  (field: keyof DeviceDetail): string | typeof pending | undefined;
  /** Whether it can be told without loading anything. */
  isKnown(): boolean;
}

/** What the readers share among themselves. */
export interface SignalContext extends SignalSources {
  /** The place has become known, or better known. */
  onPlace(): void;
  /** The plan's geo endpoint. */
  endpoint(): Place | typeof pending | undefined;
  /** The country that keeps a time zone. */
  zoneCountry(zone: string): string | undefined;
  readonly detail: DetailReader;
}
