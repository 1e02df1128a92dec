import type { Key, Tab } from './engine.js';
import type { WebDriverSession } from './webdriver.js';

/** https://www.w3.org/TR/webdriver2/#keyboard-actions */
const keys: Readonly<Record<Key, string>> = {
  Tab: '\uE004',
  Enter: '\uE007',
  Escape: '\uE00C',
  ArrowLeft: '\uE012',
  ArrowRight: '\uE014',
  Home: '\uE011',
  End: '\uE010',
  Shift: '\uE008',
  Alt: '\uE00A',
  KeyT: 't',
};

/** A WebDriver session has one current window; every command says first which one it means. */
export class Windows {
  readonly session: WebDriverSession;
  #current: string | undefined;

  constructor(session: WebDriverSession) {
    this.session = session;
  }

  async enter(handle: string): Promise<WebDriverSession> {
    if (this.#current !== handle) await this.session.post('window', { handle });
    this.#current = handle;
    return this.session;
  }
}

export class WebKitTab implements Tab {
  readonly #windows: Windows;
  readonly #handle: string;
  readonly #onClose: (tab: Tab) => Promise<void>;

  constructor(windows: Windows, handle: string, onClose: (tab: Tab) => Promise<void>) {
    this.#windows = windows;
    this.#handle = handle;
    this.#onClose = onClose;
  }

  async goto(url: string): Promise<void> {
    await (await this.#enter()).post('url', { url });
  }

  async reload(): Promise<void> {
    await (await this.#enter()).post('refresh', {});
  }

  async back(): Promise<void> {
    await this.evaluate(() => void setTimeout(() => history.back(), 0));
  }

  async evaluate<A extends readonly unknown[], R>(
    run: (...args: A) => R,
    ...args: A
  ): Promise<Awaited<R>> {
    const script = `return (${run.toString()}).apply(null, arguments)`;
    return (await (await this.#enter()).post('execute/sync', { script, args })) as Awaited<R>;
  }

  async press(...[key, ...held]: [Key, ...Key[]]): Promise<void> {
    const down = [...held, key].map((each) => ({ type: 'keyDown', value: keys[each] }));
    const up = [key, ...held].map((each) => ({ type: 'keyUp', value: keys[each] }));
    const actions = [{ type: 'key', id: 'keyboard', actions: [...down, ...up] }];
    await (await this.#enter()).post('actions', { actions });
  }

  close(): Promise<void> {
    return this.#onClose(this);
  }

  #enter(): Promise<WebDriverSession> {
    return this.#windows.enter(this.#handle);
  }
}
