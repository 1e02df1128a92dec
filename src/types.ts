/** The vocabulary of Tailorbird as types. No code lives here. */
import type { ArmKind, ExposureEvent, Sink, SinksFile, TrackedEvent } from './types/events.js';
import type { DeviceFile, GeoHint, Readable, Stored, Traits } from './types/record.js';

export type * from './types/events.js';
export type * from './types/record.js';

/** `true`, `false`, or `undefined` for "not known yet" (Kleene's three-valued logic). */
export type Truth = boolean | undefined;

/**
 * What is known about a visitor: groups of values addressed by dotted paths, such as `geo.country`.
 * A value may be the symbol `pending`: an answer is on its way.
 *
 * @example { visits: { count: 3, returning: true }, geo: { country: 'DE' } }
 */
export interface Signals {
  readonly [group: string]: unknown;
}

/**
 * A MongoDB query document over signal paths.
 *
 * Paths are dotted; a plain value means equality. Operators: `$eq $ne $gt $gte $lt $lte $in $nin $exists
 * $and $or $nor $not $regex $options $all $size $elemMatch $startsWith $endsWith $contains`.
 *
 * @see https://www.mongodb.com/docs/manual/reference/operator/query/
 * @example { "visits.count": { "$gte": 3 }, "$or": [{ "geo.country": "DE" }, { "geo.country": "AT" }] }
 */
export interface Condition {
  readonly [pathOrOperator: string]: unknown;
}

/** The five classic kinds of market segmentation. */
export type SegmentKind =
  'demographic' | 'firmographic' | 'geographic' | 'psychographic' | 'behavioural';

/** A named group of visitors. */
export interface Segment {
  /** Letters, digits, `_`, `-` and `.`; the word that stands in `data-tb-for`. */
  readonly id: string;
  /** For people, in reports and the inspector. */
  readonly name?: string;
  readonly kind?: SegmentKind;
  readonly when: Condition;
  /** Keep a visitor who matched once: for the rest of the visit, or for good. */
  readonly stick?: 'visit' | 'visitor';
}

/** Whether the visitor's data may be stored. */
export type Consent = 'granted' | 'denied' | 'pending';

/** Consent managers that can be asked: by the module `tailorbird/consent/…` of that name. */
export type ConsentSource = 'google' | 'tcf' | 'gpp';

/**
 * What happens to an answer that arrives after the deadline or after its block was painted: `keep` what is
 * shown until the next page view, swap only what is `offscreen`, or `swap`.
 */
export type LatePolicy = 'keep' | 'offscreen' | 'swap';

/** The settings of one experiment; its key is `block:audience`. */
export interface Experiment {
  /** Raise it to draw everyone again. Default 1. */
  readonly version?: number;
  /** ISO 8601 date; from the day after, nobody is enrolled, and the winner or else the first variant shows. */
  readonly until?: string;
  /** Name of the variant that everybody it is meant for sees after `until`. */
  readonly winner?: string;
  /**
   * Shares by the name of a variant, relative to each other; they go before `data-tb-weight`. Visitors who have been
   * drawn stay in their arm.
   */
  readonly weights?: Readonly<Record<string, number>>;
  /** Names the time for which the weights hold, such as the date they were set: reports compare within it. */
  readonly epoch?: string;
  /**
   * Experiments of one namespace whose ranges do not overlap never share a visitor. Ranges are half-open, between 0 and 1.
   * Who is outside sees the first variant and is not enrolled.
   */
  readonly namespace?: { readonly id: string; readonly range: readonly [from: number, to: number] };
}

/** A goal found by selector rather than by `data-tb-goal`. */
export interface GoalRule {
  readonly id: string;
  readonly on?: 'click' | 'submit';
  readonly selector: string;
}

/** What a site owner lays down: segments, holdout, privacy, timing. Every field may be left out. */
export interface Plan {
  readonly $schema?: string;
  /** In order of rank: the first that matches is `tailorbird.segment`. */
  readonly segments?: readonly Segment[];
  /** Share (0 to 1) of all visitors who always see every default. With `epoch` the group is drawn anew. */
  readonly holdout?: number | { readonly share: number; readonly epoch?: string | number };
  readonly experiments?: Readonly<Record<string, Experiment>>;
  readonly goals?: readonly GoalRule[];
  /** Where events go: names of known tools, `{ "beacon": "/path" }`, or in code a function. Nowhere by default. */
  readonly events?: readonly (Sink | ((event: TrackedEvent) => void))[];
  /** Whether it is told, too, that half of a block with an experiment was in view for a second. Default false. */
  readonly views?: boolean;
  readonly privacy?: {
    /**
     * What holds until the visitor has chosen (default `granted`), or who asks them: Google's consent mode, a
     * consent manager with the IAB's TCF or GPP. Until that one has spoken, consent is `pending`.
     */
    readonly consent?: Consent | ConsentSource;
    /** What Global Privacy Control and Do Not Track mean: store nothing (`contextual`), or no difference (`ignore`). */
    readonly gpc?: 'contextual' | 'ignore';
    /** Days after which a visitor's past is dropped, with the next page view. Default 365. */
    readonly retentionDays?: number;
  };
  readonly source?: {
    /** Hosts that are this site too: a visit from them keeps its earlier source. */
    readonly ownHosts?: readonly string[];
    /** Hosts that send people back, such as a payment page: they keep the earlier source too. */
    readonly ignore?: readonly string[];
  };
  readonly geo?: {
    /** Name of a cookie that holds `DE` or `DE-BE`, written by the host. */
    readonly cookie?: string;
    /**
     * Same-origin address that knows the visitor's country, asked once a visit if nothing nearer knows it:
     * JSON (`{"country":"DE","region":"BE","city":"Berlin"}`) or lines as of Cloudflare's `/cdn-cgi/trace`.
     */
    readonly endpoint?: string;
  };
  readonly interests?: {
    /** Whether `keywords` and `articleSection` of the page's JSON-LD are topics too. Default false. */
    readonly jsonLd?: boolean;
  };
  readonly traits?: {
    /** Keys of `window.dataLayer` entries that are traits of the visitor, dotted where they are nested. */
    readonly dataLayer?: readonly string[];
  };
  /** For `tailorbird report` alone: what it cannot know from the events. */
  readonly report?: {
    /** Probability of ever calling two equal arms different. Default 0.05. */
    readonly alpha?: number;
    /** Visitors at which intervals are to be tightest. Default 5,000. */
    readonly tune?: number;
    /** Weights that stand in the markup, by key of the experiment and name of the variant. */
    readonly weights?: Readonly<Record<string, Readonly<Record<string, number>>>>;
    /** Holdouts that stand in the markup, by key of the experiment. */
    readonly holdouts?: Readonly<Record<string, number>>;
  };
  /** Milliseconds after start at which everything still pending counts as unavailable. Default 300. */
  readonly deadline?: number;
  /** Default `keep`. */
  readonly late?: LatePolicy;
  /**
   * Whether automated browsers (`navigator.webdriver`) leave a record. They always see what any visitor
   * would see; by default they store nothing. Tests set `record`.
   */
  readonly automation?: 'ignore' | 'record';
}

/** Something wrong in the input, with its place and what to do about it. */
export interface Problem {
  /** Stable and searchable, such as `unknown-segment`. */
  readonly code: string;
  /** What is wrong, in a sentence. */
  readonly message: string;
  /** JSON path in the plan (`$.segments[2].when`) or the block's id. */
  readonly where: string;
}

/** What is remembered about a visitor beside the signals. */
export interface Visitor {
  /** Stored random id, or `pending`; without it a visitor is in no experiment and no holdout. */
  readonly id?: unknown;
  /** Segments with `stick` that matched before. */
  readonly stuck?: readonly string[];
  /** Whether they asked for the default everywhere. */
  readonly plain?: boolean;
  /** The arms they have been drawn into, by `experiment:version`. */
  readonly arms?: Readonly<Record<string, { readonly variant: string }>>;
}

/** One variant of a block, in document order. */
export interface Variant {
  /** The text of `data-tb-for`. */
  readonly audience: string;
  /** `data-tb-variant`; if left out the audience, with `#2` for the second of the same audience. */
  readonly name?: string | undefined;
  /** `data-tb-weight`: share among variants of the same audience. Default 1. */
  readonly weight?: number | undefined;
}

/** A block as the core sees it. */
export interface Block {
  readonly id: string;
  readonly variants: readonly Variant[];
  /** `data-tb-holdout`: share (0 to 1) of matching visitors kept on the default. */
  readonly holdout?: number | undefined;
}

/** Where a visitor stands in an experiment. */
export interface Assignment {
  /** `block:audience`, or `holdout` for the plan's global one. */
  readonly key: string;
  /** The epoch, for the global holdout. */
  readonly version: string | number;
  readonly arm: ArmKind;
  /** The time for which the weights hold, if the plan names it. */
  readonly epoch?: string;
}

/** What a block shows, and why. */
export interface Choice {
  readonly state: 'pending' | 'default' | 'variant';
  /** Index into the block's variants; -1 for the default. */
  readonly index: number;
  /** The variant's name, or `default`. */
  readonly name: string;
  /** The audience that matched, or would have but for a holdout. */
  readonly audience?: string;
  readonly experiment?: Assignment;
  /**
   * Why, in a word. `visitor`: they asked for the default. `late`: the answer came when the default had been seen. `canceled`: a listener of
   * `tailorbird:swap` said no. `yielded`: the page kept undoing the swap.
   */
  readonly reason:
    | 'match'
    | 'no-match'
    | 'unknown'
    | 'holdout'
    | 'global-holdout'
    | 'visitor'
    | 'late'
    | 'canceled'
    | 'yielded';
}

/** The answer for one visitor on one page view. */
export interface Decision {
  /** The first segment of the plan that matches, or `default`. */
  readonly segment: string;
  /** Every segment that matches: the plan's by rank, then the built-in ones. */
  readonly segments: readonly string[];
  /** Segments that cannot be told yet. */
  readonly unknown: readonly string[];
  /** Whether the visitor is in the global holdout and so sees every default. */
  readonly holdout: boolean;
  /** By block id. */
  readonly blocks: Readonly<Record<string, Choice>>;
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

/** A signal, as `explain()` tells it. */
export interface SignalExplanation {
  readonly path: string;
  readonly value: unknown;
  /** Where the value was read, such as `referrer`, `record` or `media query`; absent if there is none. */
  readonly via?: string | undefined;
  readonly state: 'known' | 'pending' | 'unavailable';
}

/** A segment, and each comparison that led to its answer. */
export interface SegmentExplanation {
  readonly id: string;
  /** The name that the plan gives it. */
  readonly name?: string | undefined;
  /** Whether the plan defines it; the others every page has. */
  readonly own: boolean;
  /** `undefined` if it cannot be told yet. */
  readonly matches: Truth;
  readonly because: readonly {
    readonly path: string;
    readonly expected: unknown;
    readonly actual: unknown;
    readonly truth: Truth;
  }[];
}

/** Why the page looks as it does: signal → condition → segment → block. */
export interface Explanation extends Omit<Decision, 'blocks'> {
  readonly signals: readonly SignalExplanation[];
  readonly why: readonly SegmentExplanation[];
  readonly blocks: readonly ({ readonly id: string } & Choice)[];
  readonly problems: readonly Problem[];
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
