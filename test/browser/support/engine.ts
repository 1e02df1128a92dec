/** Keys that scenarios press, by their names in the DOM. https://www.w3.org/TR/uievents-key/ */
export type Key =
  | 'Tab'
  | 'Enter'
  | 'Escape'
  | 'ArrowLeft'
  | 'ArrowRight'
  | 'Home'
  | 'End'
  | 'Shift'
  | 'Alt'
  | 'KeyT';

/** One tab of a browser, the same to use in every engine. */
export interface Tab {
  /** Resolves when the page has loaded. */
  goto(url: string): Promise<void>;
  reload(): Promise<void>;
  /** Goes back in the tab's history. Does not wait. */
  back(): Promise<void>;
  /**
   * Runs a function in the page. It is sent as text: it sees its arguments and the page, nothing around it.
   * A promise it returns is awaited.
   */
  evaluate<A extends readonly unknown[], R>(
    run: (...args: A) => R,
    ...args: A
  ): Promise<Awaited<R>>;
  /** Presses a key as a person does, while others are held down. */
  press(key: Key, ...held: readonly Key[]): Promise<void>;
  close(): Promise<void>;
  /** A command of the Chrome DevTools Protocol; only Chromium has it. */
  command?(method: string, parameters?: object): Promise<unknown>;
}

/** A running browser. */
export interface Engine {
  /** Whether it now and then drops a page that it could have kept in the back/forward cache. */
  readonly losesPages?: boolean;
  /** Opens a tab that is painted, whatever other tabs are open. */
  newTab(): Promise<Tab>;
  close(): Promise<void>;
}

/** A browser as people have it: with a profile on disk, and driven by nobody. */
export interface PlainBrowser {
  /** Ends all of its processes at once, as a crash does. */
  kill(): Promise<void>;
}

/**
 * Starts a browser that nobody drives, at an address. What pages have stored in its profile stays there.
 *
 * @param profile A folder; it need not be there.
 */
export type StartPlain = (profile: string, url: string) => Promise<PlainBrowser>;
