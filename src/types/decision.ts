/** What the core decides about, and what it answers. */
import type { ArmKind } from './events.js';

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
   * `tailorbird:swap` said no. `yielded`: the page kept undoing the swap. `preview`: the
   * inspector was asked for it.
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
    | 'yielded'
    | 'preview';
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
