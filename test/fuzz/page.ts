/*
 * A page that was made up at random, as plain JSON: it can be kept, and a part of it can be left out. Whatever is left
 * out must leave a page.
 */

/** A tag with what is in it, and an end tag. */
export interface ElementPart {
  readonly tag: string;
  /** Its name in reports of what is wrong; unique as written, though a parser or a script may copy it. */
  readonly n: number;
  readonly attributes?: Readonly<Record<string, string>>;
  readonly children?: readonly Part[];
  /** The end tag is forgotten. */
  readonly unclosed?: true;
}

/** What stands on the page. Words that a visitor may read are `w` and a number, each used once. */
export type Part =
  | ElementPart
  | { readonly text: string }
  /** Markup that need not make sense where it stands. */
  | { readonly raw: string }
  /** A script that does something while the page is parsed. */
  | { readonly step: Step };

/** Something that the page's own code does. */
export type Step =
  | { readonly do: 'refresh' | 'stop' | 'restart' | 'forget' | 'ask' | 'body' }
  | { readonly do: 'set'; readonly traits: unknown }
  | { readonly do: 'consent'; readonly state: 'granted' | 'denied' | 'pending' }
  | { readonly do: 'route'; readonly to: string }
  | { readonly do: 'goal'; readonly id: string }
  | {
      readonly do: 'remove' | 'move' | 'clone' | 'empty' | 'rewrite' | 'rerender';
      readonly n: number;
    };

/** Who comes, and what their browser lets the page do. */
export interface Guest {
  /** Visits on record; none without it. */
  readonly visits?: number;
  /** Since the last sign of life. */
  readonly minutesAgo?: number;
  /** In hexadecimal. */
  readonly id: string;
  /** On record. */
  readonly traits?: Readonly<Record<string, unknown>>;
  readonly campaign?: string;
  readonly plain?: true;
  readonly stuck?: Readonly<Record<string, 'visit' | 'visitor'>>;
  /** The visitor's answer by a `data-tb-control` of an earlier page. */
  readonly choice?: 'granted' | 'denied';
  readonly gpc?: true;
  /** A program drives the browser, and says so. */
  readonly automated?: true;
  /** What of storage fails. */
  readonly broken?: 'localStorage' | 'indexedDB' | 'both' | 'junk';
  /** Of the address, with the question mark. */
  readonly query?: string;
  /** What the page's host says of the place. */
  readonly country: string;
}

export interface FuzzPage {
  readonly guest: Guest;
  /** Text, to be wrong in any way; else it is written as JSON. */
  readonly plan?: unknown;
  /** Traits that the page supplies. */
  readonly traits?: unknown;
  /** Further attributes of the script tag. */
  readonly tag?: Readonly<Record<string, string>>;
  /** Where the script stands; first in `<head>` without it. */
  readonly place?: 'body' | 'end' | 'async';
  /** Under a strict Content Security Policy, and Trusted Types. */
  readonly policy?: true;
  /** What the page's listeners do on `tailorbird:swap`: throw, or cancel it for these blocks. */
  readonly listener?: { readonly throws?: true; readonly cancels?: readonly string[] };
  readonly body: readonly Part[];
  /** Share of the text at which the page breaks off. */
  readonly brokenOff?: number;
  /** Where the page is cut, as shares of its text, and the milliseconds until it goes on. */
  readonly cuts?: readonly (readonly [at: number, pause: number])[];
  /** What the page does after it has loaded. */
  readonly steps?: readonly Step[];
}

/** What was found on a page. */
export interface FuzzReport {
  /** What is wrong, in words; empty if all is well. */
  readonly faults: readonly string[];
  /** How much there was to look at: a run in which nothing happens proves nothing. */
  readonly counts: Readonly<Record<string, number>>;
  /** If something is wrong: what the page's own `explain()` said of its blocks, once loaded. */
  readonly explained?: string;
  /** Nothing was found out: the page did not come to an end. */
  readonly isLost?: true;
}

/** A page on which something was once wrong. */
export interface KeptPage {
  /** What was wrong, and what it came from. */
  readonly story: string;
  readonly page: FuzzPage;
}
