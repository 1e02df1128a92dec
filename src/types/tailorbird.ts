/** A running Tailorbird, and what it is started with. */
import type { Signals, Truth } from './condition.js';
import type { Decision, Problem } from './decision.js';
import type { ExposureEvent, SinksFile } from './events.js';
import type { Explanation } from './explanation.js';
import type { Consent } from './plan.js';
import type { DeviceFile, GeoHint, Readable, Stored, Traits } from './record.js';

/** What the modules `tailorbird/consent/…` export. */
export interface ConsentFile {
  /** @returns A function that stops listening. */
  connect(tell: (state: Consent) => void): () => void;
}

/** What `start()` may be told beside the plan. */
export interface StartOptions {
  /** Where the visitor is, if the page's host knows; it beats every other geo source. */
  readonly geo?: GeoHint;
  /** Same-origin address of a plan: one request, kept for the next page view if the visitor consents. */
  readonly planUrl?: string;
  /**
   * Loads what reads versions, vendor and model of a device, when first asked for:
   * `() => import('tailorbird/device')`. The script tag has `device.min.js` beside it.
   */
  readonly device?: () => Promise<DeviceFile>;
  /**
   * Loads what tells events to the tools that a plan names: `() => import('tailorbird/sinks')`. The script tag has
   * `sinks.min.js` beside it.
   */
  readonly sinks?: () => Promise<SinksFile>;
  /**
   * Loads what asks the consent manager that the plan names: with `"consent": "tcf"` in its `privacy`,
   * `() => import('tailorbird/consent/tcf')`. The script tag has `consent/tcf.min.js` beside it.
   */
  readonly consent?: () => Promise<ConsentFile>;
  /** Clock in milliseconds since 1970; `Date.now` by default. For tests and demonstrations. */
  readonly now?: () => number;
}

/** Fired before a block changes; `preventDefault()` on the DOM event keeps what is shown. */
export interface SwapEvent {
  readonly block: string;
  /** The variant's name, or `default`. */
  readonly variant: string;
  readonly audience: string | undefined;
}

export interface GoalEvent {
  readonly id: string;
  readonly value?: number | undefined;
}

/** What `on()` can listen to. */
export interface TailorbirdEvents {
  /** The segments of the visitor became known or changed. */
  decide: Omit<Decision, 'blocks'>;
  swap: SwapEvent;
  /** An experiment begins to make a difference to the visitor, or is seen. */
  exposure: ExposureEvent;
  goal: GoalEvent;
  /** Something is wrong with plan, markup or environment; each is told once. */
  problem: Problem;
}

/** A running Tailorbird. */
export interface Tailorbird {
  /** The first segment of the plan that the visitor is in, or `default`. */
  readonly segment: string;
  /** Every segment the visitor is in; empty in the global holdout. */
  readonly segments: readonly string[];
  readonly signals: Signals;
  /** Resolves once every block is decided or the deadline has passed; never rejects. */
  readonly settled: Promise<void>;
  /**
   * Whether the visitor fits an audience; `undefined` while that cannot be told.
   *
   * @example tailorbird.matches('returning+country:DE')
   */
  matches(audience: string): Truth;
  /**
   * Adds facts about the visitor. What was decided on this page view stands until `refresh()`.
   * Remembered if the visitor consents; e-mail, phone, name, street and birthday never are.
   *
   * @example tailorbird.set({ role: 'developer', 'company.industry': 'Software' })
   */
  set(traits: Traits): void;
  /** Counts a goal. */
  goal(id: string, detail?: { readonly value?: number }): void;
  /** Tells what the visitor chose. `denied` erases everything that was stored. */
  consent(state: Consent): Promise<void>;
  /** @returns A function that removes the listener. */
  on<K extends keyof TailorbirdEvents>(
    type: K,
    listener: (event: TailorbirdEvents[K]) => void,
  ): () => void;
  /** Decides again and changes the blocks whose choice changed. */
  refresh(): void;
  /** Why the page looks as it does. */
  explain(): Explanation;
  /** Everything that is stored about the visitor, with times as ISO 8601 texts. */
  export(): Promise<Readable<Stored> | undefined>;
  /** Deletes everything that is stored; nothing more is stored on this page view. */
  forget(): Promise<void>;
  /** Stops watching and brings back every default. */
  stop(): void;
}
