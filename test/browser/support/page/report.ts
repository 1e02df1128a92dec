/** Consecutive frames in which a person would have seen the same. Times are milliseconds of the page's own clock. */
export interface Stretch {
  readonly from: number;
  readonly to: number;
  readonly frames: number;
  /** The parser had not reached the end of the document. */
  readonly loading: boolean;
  /** `tailorbird.settled` had resolved. */
  readonly settled: boolean;
  /** The deadline had passed. */
  readonly overdue: boolean;
  /** Names (`data-watch`) of the content that could be read. */
  readonly seen: readonly string[];
  /** Marked elements that were hidden from view, by id or audience. */
  readonly hidden: readonly string[];
  /** Blocks that still said `pending`. */
  readonly pending: readonly string[];
  /** Blocks that said they show a variant and had nothing to read. */
  readonly blank: readonly string[];
}

/** What the sampler in a page has written down so far. */
export interface SamplerReport {
  readonly stretches: readonly Stretch[];
  readonly frames: number;
  /** Tailorbird was found running. */
  readonly started: boolean;
  readonly settled: boolean;
  /** `document.readyState`. */
  readonly ready: string;
  /** Uncaught errors and rejections, policy violations, `console.error`. */
  readonly errors: readonly string[];
  /** What `console.warn` was told. */
  readonly warnings: readonly string[];
  /** How often the page came back from the back/forward cache. */
  readonly restored: number;
  /** Addresses on other hosts that were asked for, by whomever. */
  readonly elsewhere: readonly string[];
}

/** The sampler as the page exposes it. */
export interface Sampler {
  read(): SamplerReport;
  /** Begins a new book: for a scenario that changes, within one document, what may be seen. */
  reset(): void;
  /** A scenario has met the page; a page that is loaded anew has not been met. */
  met?: boolean;
}

declare global {
  interface Window {
    __sampler: Sampler;
    /** Where to report progress; absent on pages whose server waits for nothing. */
    __gate?: string;
    /** What mutation observers have done, on pages that ask for `?stopwatch`. */
    __calls?: { ms: number; records: number }[];
    /** How many writes to IndexedDB were begun, on pages that ask for `?commit=…`. */
    __writes?: number;
  }
}
