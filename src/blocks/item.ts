import type { Decider } from '../core/choose.js';
import type { Reporter } from '../lib/report.js';
import type { Choice, LatePolicy, SwapEvent } from '../types.js';

/** One marked element on the page: a block, an element of its own, or a text token. */
export interface Item {
  readonly element: Element;
  /** Whether it waits for a signal, or for more of the page to be parsed. */
  readonly undecided: boolean;
  /** Whether its end tag has still to be parsed. */
  readonly open: boolean;
  /** Something may have become known, or more of the page has been parsed. */
  update(): void;
  /** Decides again. With `force` even what the visitor has seen may change. */
  again(options: { readonly force: boolean }): void;
  /** The element's children have changed. */
  touched?(): void;
  /** Brings back what the author wrote. */
  restore(): void;
  /** What a block shows, for `explain()`. */
  explain?(): { readonly id: string } & Choice;
}

/** What items need from the page as a whole. */
export interface ItemHost {
  readonly report: Reporter;
  readonly late: LatePolicy;
  decider(): Decider;
  /** Looks for mistakes in an audience and reports them with their place. */
  checkAudience(text: string, where: string): void;
  /** A signal's value for a token. */
  read(path: string): unknown;
  /** A block is about to change. */
  onSwap(event: SwapEvent): void;
  /** Whether undecided content may be hidden: only before the deadline. */
  mayHide(): boolean;
  /** Calls back when what is visible now has been painted. */
  afterPaint(run: () => void): void;
}
