/** What a site owner lays down. `plan.schema.json` is made of these types. */
import type { Condition } from './condition.js';
import type { Sink, TrackedEvent } from './events.js';

/** The five classic kinds of market segmentation. */
export type SegmentKind =
  'demographic' | 'firmographic' | 'geographic' | 'psychographic' | 'behavioural';

/**
 * A share of visitors, from 0 to 1.
 *
 * @minimum 0
 * @maximum 1
 */
export type Share = number;

/**
 * How many visitors see a variant, relative to the weights of the others; 0 for none.
 *
 * @minimum 0
 */
export type Weight = number;

/** A named group of visitors. */
export interface Segment {
  /**
   * Letters, digits, `_`, `-` and `.`; the word that stands in `data-tb-for`.
   *
   * @pattern ^[\w.\-]+$
   */
  readonly id: string;
  /** For people, in reports and the inspector. */
  readonly name?: string;
  /** Which of the five kinds of segmentation it is; for people alone. */
  readonly kind?: SegmentKind;
  /** Who is in it: a condition over signals. */
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
  /**
   * Raise it to draw everyone again. Default 1.
   *
   * @minimum 0
   */
  readonly version?: number;
  /**
   * ISO 8601 date; from the day after, nobody is enrolled, and the winner or else the first variant shows.
   *
   * @pattern ^\d{4}-\d\d-\d\d
   */
  readonly until?: string;
  /** Name of the variant that everybody it is meant for sees after `until`. */
  readonly winner?: string;
  /**
   * Shares by the name of a variant, relative to each other; they go before `data-tb-weight`. Visitors who have been
   * drawn stay in their arm.
   */
  readonly weights?: Readonly<Record<string, Weight>>;
  /** Names the time for which the weights hold, such as the date they were set: reports compare within it. */
  readonly epoch?: string;
  /**
   * Experiments of one namespace whose ranges do not overlap never share a visitor. Ranges are half-open, between 0 and 1.
   * Who is outside sees the first variant and is not enrolled.
   */
  readonly namespace?: {
    /** The name that experiments share which are to exclude each other. */
    readonly id: string;
    /** From (with it) and to (without it), the first less than the second: `[0, 0.5]` and `[0.5, 1]` share nobody. */
    readonly range: readonly [from: Share, to: Share];
  };
}

/** A goal found by selector rather than by `data-tb-goal`. */
export interface GoalRule {
  /** The goal's name, in reports and in `goals.ID.count`. */
  readonly id: string;
  /** What reaches it: a `click` (the default), or that a form is sent (`submit`). */
  readonly on?: 'click' | 'submit';
  /** CSS selector of the elements, or of what they stand in. */
  readonly selector: string;
}

/** What a site owner lays down: segments, holdout, privacy, timing. Every field may be left out. */
export interface Plan {
  /** Address of `plan.schema.json`, for editors: they complete and check what you write. Nothing else reads it. */
  readonly $schema?: string;
  /** In order of rank: the first that matches is `tailorbird.segment`. */
  readonly segments?: readonly Segment[];
  /** Share (0 to 1) of all visitors who always see every default. With `epoch` the group is drawn anew. */
  readonly holdout?:
    | Share
    | {
        /** Share (0 to 1) of all visitors. */
        readonly share: Share;
        /** Change it to draw the group anew. Default 1. */
        readonly epoch?: string | number;
      };
  /** Settings of experiments, by key: `block:audience` as both stand in the page. */
  readonly experiments?: Readonly<Record<string, Experiment>>;
  /** Goals found by selector. */
  readonly goals?: readonly GoalRule[];
  /** Where events go: names of known tools, `{ "beacon": "/path" }`, or in code a function. Nowhere by default. */
  readonly events?: readonly (Sink | ((event: TrackedEvent) => void))[];
  /** Whether it is told, too, that half of a block with an experiment was in view for a second. Default false. */
  readonly views?: boolean;
  /** Whether and how long something is stored about a visitor. */
  readonly privacy?: {
    /**
     * What holds until the visitor has chosen (default `granted`), or who asks them: Google's consent mode, a
     * consent manager with the IAB's TCF or GPP. Until that one has spoken, consent is `pending`.
     */
    readonly consent?: Consent | ConsentSource;
    /** What Global Privacy Control and Do Not Track mean: store nothing (`contextual`), or no difference (`ignore`). */
    readonly gpc?: 'contextual' | 'ignore';
    /**
     * Days after which a visitor's past is dropped, with the next page view. Default 365.
     *
     * @minimum 1
     */
    readonly retentionDays?: number;
  };
  /** How it is told where visitors come from. */
  readonly source?: {
    /** Hosts that are this site too: a visit from them keeps its earlier source. */
    readonly ownHosts?: readonly string[];
    /** Hosts that send people back, such as a payment page: they keep the earlier source too. */
    readonly ignore?: readonly string[];
  };
  /** More ways to learn where visitors are. */
  readonly geo?: {
    /** Name of a cookie that holds `DE` or `DE-BE`, written by the host. */
    readonly cookie?: string;
    /**
     * Same-origin address that knows the visitor's country, asked once a visit if nothing nearer knows it:
     * JSON (`{"country":"DE","region":"BE","city":"Berlin"}`) or lines as of Cloudflare's `/cdn-cgi/trace`.
     */
    readonly endpoint?: string;
  };
  /** More ways to learn what visitors are interested in. */
  readonly interests?: {
    /** Whether `keywords` and `articleSection` of the page's JSON-LD are topics too. Default false. */
    readonly jsonLd?: boolean;
  };
  /** Where traits come from, beside what the page says. */
  readonly traits?: {
    /** Keys of `window.dataLayer` entries that are traits of the visitor, dotted where they are nested. */
    readonly dataLayer?: readonly string[];
  };
  /** For `tailorbird report` alone: what it cannot know from the events. */
  readonly report?: {
    /**
     * Probability of ever calling two equal arms different. Default 0.05.
     *
     * @minimum 0.000001
     * @maximum 0.5
     */
    readonly alpha?: number;
    /**
     * Visitors at which intervals are to be tightest. Default 5,000.
     *
     * @minimum 1
     * @maximum 1e12
     */
    readonly tune?: number;
    /** Weights that stand in the markup, by key of the experiment and name of the variant. */
    readonly weights?: Readonly<Record<string, Readonly<Record<string, Weight>>>>;
    /** Holdouts that stand in the markup, by key of the experiment. */
    readonly holdouts?: Readonly<Record<string, Share>>;
  };
  /**
   * Milliseconds after start at which everything still pending counts as unavailable. Default 300.
   *
   * @minimum 0
   * @maximum 10000
   */
  readonly deadline?: number;
  /** What becomes of an answer that comes too late. Default `keep`. */
  readonly late?: LatePolicy;
  /**
   * Whether automated browsers (`navigator.webdriver`) leave a record. They always see what any visitor
   * would see; by default they store nothing. Tests set `record`.
   */
  readonly automation?: 'ignore' | 'record';
}
