import type { Decider } from '../core/choose.js';
import type { Reporter } from '../lib/report.js';
import type { Choice, LatePolicy } from '../types.js';
import type { Topics } from '../visitor/interests.js';

/** One marked element on the page: a block, an element of its own, or a text token. */
export interface Item {
  readonly element: Element;
  /** Whether it waits for a signal, or for more of the page to be parsed. */
  undecided(): boolean;
  /** Whether more of the page, or a signal, could still change it by itself. */
  open(): boolean;
  /** Something may have become known, or more of the page has been parsed. */
  update(): void;
  /** Decides again. With `force` even what the visitor has seen may change. */
  again(force: boolean): void;
  /** The element's children have changed, and nothing that came with it has been looked at. */
  moved?(): void;
  /** The element's children have changed. */
  touched?(): void;
  /** Brings back what the author wrote. */
  restore(): void;
  /** What a block shows, and why. */
  explain?(): { readonly id: string } & Choice;
}

/** What the visitor has seen of an element, and whether it may still change under their eyes. */
export interface Presence {
  /**
   * Nothing is certain: hides what nobody has seen, if there is time.
   *
   * @param wasBare What was painted until now had nothing in it.
   * @returns Whether it is hidden.
   */
  wait(wasBare?: boolean): boolean;
  /** What stands there now may be seen. */
  show(): void;
  /** Whether another content may take its place now. */
  maySwap(): boolean;
}

/** What items need from the page as a whole. */
export interface ItemHost {
  readonly report: Reporter;
  readonly late: LatePolicy;
  decider(): Decider;
  /**
   * A choice has been made where the arms of an experiment part.
   *
   * @param applied Whether it is shown or, where a holdout keeps the default, could have been.
   */
  expose(element: Element, block: string, choice: Choice, applied: boolean): void;
  /** Adds to the visitor's interests. */
  interest(topics: Topics): void;
  /** What the visitor can do for themselves. */
  readonly controls: Readonly<Record<string, Control>>;
  /** A signal's value for a token. */
  read(path: string): unknown;
  /** Whether the document is still being parsed. */
  streaming(): boolean;
  /** Watches what is taken out of the page: a parser that is inside goes on filling it, blocks in it included. */
  takeOut(nodes: DocumentFragment): DocumentFragment;
  /** How many blocks of an id the page has replaced, one by the next, within this task. */
  countReplaced(id: string, element: Element): number;
  /** Whether undecided content may be hidden: only before the deadline. */
  mayHide(): boolean;
  /** Calls back when what is visible now has been painted. */
  afterPaint(run: () => void): void;
}

/** Something that a visitor can do by a button. */
export interface Control {
  press(): void;
  /** Whether it is what holds now; absent where there is nothing to hold. */
  isPressed?(): boolean;
}

export type CreateItem = (
  element: Element,
  host: ItemHost,
  createPresence: () => Presence,
) => Item | undefined;
