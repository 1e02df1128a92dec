import type { BadLine } from '../report.js';
import type { Mix } from './mix.js';

/** How many visitors, of whom something holds and of whom it cannot be said. */
export interface Count {
  readonly visitors: number;
  readonly unknown: number;
}

export interface SegmentCount extends Count {
  readonly id: string;
  readonly name: string | undefined;
  /** Of the plan rather than built in. */
  readonly own: boolean;
  /** Of the plan's: for how many it is the first that matches, and so `tailorbird.segment`. */
  readonly first: Count | undefined;
}

/** How many of the visitors in one segment are in another. */
export interface Overlap {
  /** Ids, of rows and of columns. */
  readonly segments: readonly string[];
  /** By row, then by column: visitors in both. */
  readonly both: readonly (readonly number[])[];
  /** Visitors in the row's segment of whom it cannot be said whether they are in the column's. */
  readonly unknown: readonly (readonly number[])[];
}

/** What a block shows to how many. */
export interface BlockCount {
  readonly id: string;
  readonly line: number;
  readonly variants: readonly {
    readonly name: string;
    readonly audience: string;
    readonly visitors: number;
  }[];
  readonly default: number;
  /** Those who are kept on the default although a variant fits; in the plan's holdout, also where one may. */
  readonly heldOut: number;
  readonly unknown: number;
  /** Those who do not see the block, since it stands in something that is not shown to them. */
  readonly elsewhere: number;
}

/** An element with an audience of its own. */
export interface ElementCount {
  readonly tag: string;
  readonly audience: string;
  readonly line: number;
  readonly shown: number;
  readonly hidden: number;
  readonly unknown: number;
  readonly elsewhere: number;
}

/** What came of visitors. */
export interface Counts {
  readonly visitors: number;
  /** In the plan's global holdout. */
  readonly heldOut: number;
  /** By rank, then the built-in ones. */
  readonly segments: readonly SegmentCount[];
  /** In none of the plan's segments; `undefined` for a plan without any. */
  readonly default: Count | undefined;
  readonly overlap: Overlap;
  readonly blocks: readonly BlockCount[];
  readonly elements: readonly ElementCount[];
  /** Signals that decide something and are not told of so many. */
  readonly untold: readonly { readonly signal: string; readonly visitors: number }[];
  /** Who sees every block's default; `undefined` without blocks. */
  readonly everyDefault: Count | undefined;
}

/** What the command prints. */
export interface ReplayReport extends Counts {
  /** Of this format. */
  readonly version: 1;
  /** Files, or how the visitors were made up. */
  readonly from: readonly string[] | { readonly seed: number; readonly mix: Mix };
  /** Where the plan stands; `undefined` without one. */
  readonly plan: string | undefined;
  readonly page: string | undefined;
  readonly badLines: number;
  /** The first of them. */
  readonly bad: readonly BadLine[];
  /** Sentences on what the numbers leave out. */
  readonly notes: readonly string[];
}
