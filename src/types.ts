/** The vocabulary of Tailorbird as types. No code lives here. */

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
  /** Where events go: names of known tools, or `{ "beacon": "/path" }`. Nowhere by default. */
  readonly events?: readonly (string | { readonly beacon: string })[];
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
}

/** One variant of a block, in document order. */
export interface Variant {
  /** The text of `data-tb-for`. */
  readonly audience: string;
  /** `data-tb-variant`; the audience if left out. */
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
  /** `block:audience`. */
  readonly key: string;
  readonly version: number;
  readonly arm: 'treatment' | 'control' | 'holdout';
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

/** Where a visitor's arm is counted: the same for every kind of event. */
export interface TrackedEventBase {
  readonly v: 1;
  /** The same for the same thing that happened: events may arrive more than once. */
  readonly id: string;
  /** Milliseconds since 1970. */
  readonly ts: number;
  /** The visitor's random id. */
  readonly visitor: string;
  /** `tailorbird.segment` at that time. */
  readonly segment: string;
}

/**
 * A visitor's arm begins to make a difference (`exposure`), or half of the block was in view for a second (`view`): once for each
 * visitor, experiment, version and arm.
 */
export interface ExposureEvent extends TrackedEventBase {
  readonly type: 'exposure' | 'view';
  /** The experiment: `block:audience`, or `holdout` for the plan's global one. */
  readonly exp: string;
  readonly ver: string | number;
  /** The variant's name; `default` in a holdout. */
  readonly variant: string;
  readonly arm: Assignment['arm'];
  readonly block: string;
  /** Whether the variant was shown or, in a holdout, would have been. */
  readonly applied: boolean;
  /** The experiment's epoch, if the plan names one. */
  readonly epoch?: string;
}

/** A goal was reached. */
export interface GoalTrackedEvent extends TrackedEventBase {
  readonly type: 'goal';
  readonly goal: string;
  readonly value?: number;
}

/** What is told to sinks, a line each in a log for `tailorbird report`. */
export type TrackedEvent = ExposureEvent | GoalTrackedEvent;

/** An event that waits in the visitor's record. */
export interface QueuedEvent {
  readonly event: TrackedEvent;
  /** Whether the tools on the page were told; then only a beacon is waited for. */
  readonly told: boolean;
}

/** A tool on the page that can be told of events, or an address that they are posted to. */
export type Sink = SinkName | { readonly beacon: string };
export type SinkName =
  'dataLayer' | 'gtag' | 'plausible' | 'posthog' | 'segment' | 'matomo' | 'snowplow';

/** What the module `tailorbird/sinks` needs of the page it works for. */
export interface SinksHost {
  readonly to: readonly Sink[];
  report(code: string, where: string, message?: string): void;
  /** Calls back when nothing more is to be sent. */
  onStop(run: () => void): void;
  /** Events that no server has accepted yet, as this page knows them. */
  unsent(): readonly TrackedEvent[];
  /** The same, as the book of record has them: another tab may have sent some. Never rejects. */
  reread(): Promise<readonly TrackedEvent[]>;
  /** A server has accepted these: they leave the queue. */
  accepted(ids: ReadonlySet<string>): void;
}

/** What the module `tailorbird/sinks` exports. */
export interface SinksFile {
  /** @returns Tells an event to the tools on the page; called once for each. */
  connect(host: SinksHost): (event: TrackedEvent) => void;
}

/** Facts about a visitor that the site or the visitor supplied. Segment's reserved names are recommended. */
export type Traits = Readonly<Record<string, unknown>>;

/** How a visit came about. */
export interface Source {
  /** A GA4 default channel group, such as `Organic Search`. */
  readonly channel: string;
  /** The company behind it, such as `google`. */
  readonly platform?: string;
  readonly paid: boolean;
  /** `utm_source`, or what stands in for it. */
  readonly name?: string;
  readonly medium?: string;
  readonly campaign?: string;
  readonly term?: string;
  readonly content?: string;
  /** The host that linked here. */
  readonly referrer?: string;
  /** The name of the click id in the address, never its value. */
  readonly click?: string;
}

/** Where the visitor is, as the page's host knows it. */
export interface GeoHint {
  /** ISO 3166-1 alpha-2, such as `DE`. */
  readonly country?: string;
  /** ISO 3166-2 subdivision without the country, such as `CA`. */
  readonly region?: string;
  readonly city?: string;
}

/** One visit: page views with less than 30 minutes between them. Times are milliseconds since 1970. */
export interface Visit {
  readonly start: number;
  /** Last sign of life. */
  readonly last: number;
  readonly pageviews: number;
  /** Path of the first page. */
  readonly landing: string;
  readonly source: Source;
}

/** Everything that is stored about a visitor. */
export interface VisitorRecord {
  readonly version: 1;
  /** Grows by one with each commit. */
  readonly revision: number;
  /** Random; says nothing about the person. */
  readonly id: string;
  readonly firstSeen: number;
  readonly visitCount: number;
  readonly pageviews: number;
  /** Seconds during which a page was visible, over all visits. */
  readonly engagedSeconds: number;
  /** The last 50 visits, oldest first. */
  readonly visits: readonly Visit[];
  /** How the very first visit came about; never changes. */
  readonly first: Source;
  readonly traits: Traits;
  /** The strongest 20 topics. */
  readonly interests: Readonly<Record<string, Interest>>;
  readonly goals: Readonly<Record<string, Goal>>;
  /** Segments with `stick` that matched. */
  readonly stuck: Readonly<Record<string, 'visit' | 'visitor'>>;
  readonly known: FoundOut;
  /** When each trait was given. */
  readonly given: Readonly<Record<string, number>>;
  /** Whether the visitor asked for the default everywhere. */
  readonly plain: boolean;
}

/** A record for people to read: times are ISO 8601 texts. */
export type Readable<T> = {
  readonly [K in keyof T]: K extends 'start' | 'last' | 'firstSeen'
    ? string
    : T[K] extends object
      ? Readable<T[K]>
      : T[K];
};

/** What took the browser a moment to find out, kept so that the next page has it at once. */
export interface FoundOut {
  /** Countries by time zone; empty where no country keeps the zone. */
  readonly zones?: Readonly<Record<string, string>>;
  /** What the plan's geo endpoint said, for the visit under way. */
  readonly place?: GeoHint | undefined;
  /** Details of the device, and the user agent they were read from. */
  readonly device?: DeviceDetail & { readonly userAgent: string };
}

/** What the file `device.min.js` reads from the user agent and client hints. What they hide is left out. */
export interface DeviceDetail {
  readonly os?: string;
  readonly osVersion?: string;
  readonly browser?: string;
  readonly browserVersion?: string;
  readonly vendor?: string;
  readonly model?: string;
}

/** What the module `tailorbird/device` exports. */
export interface DeviceFile {
  /** @param navigator The window's own. */
  readDetail(navigator: { readonly userAgent: string }): DeviceDetail | Promise<DeviceDetail>;
}

/** How much a topic interested the visitor: what it had come to when last seen; it halves every 14 days. */
export interface Interest {
  readonly score: number;
  /** Milliseconds since 1970. */
  readonly last: number;
}

/** How often a goal was reached, what it was worth in all, and when it was last reached. */
export interface Goal {
  readonly count: number;
  readonly value: number;
  readonly last: number;
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
  export(): Promise<Readable<VisitorRecord> | undefined>;
  /** Deletes everything that is stored; nothing more is stored on this page view. */
  forget(): Promise<void>;
  /** Stops watching and brings back every default. */
  stop(): void;
}
