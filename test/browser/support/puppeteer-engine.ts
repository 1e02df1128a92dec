import puppeteer, {
  type Browser,
  type CDPSession,
  type LaunchOptions,
  type Page,
} from 'puppeteer-core';
import type { Engine, Key, Tab } from './engine.js';
import { endProcessGroup, guardProcessGroup } from './processes.js';

/** Nothing on a loopback page takes this long: a page that does not answer hangs. */
const PATIENCE = 20_000;

class PuppeteerTab implements Tab {
  readonly #page: Page;
  readonly #onClose: (page: Page, reusable: boolean) => Promise<unknown>;
  #wentBack = false;

  constructor(page: Page, onClose: (page: Page, reusable: boolean) => Promise<unknown>) {
    this.#page = page;
    this.#onClose = onClose;
  }

  async goto(url: string): Promise<void> {
    await this.#page.goto(url);
  }

  async reload(): Promise<void> {
    await this.#page.reload();
  }

  async back(): Promise<void> {
    // Not page.goBack(): with Firefox it waits for a load event, which the back/forward cache never fires.
    // For the same reason Puppeteer cannot navigate Firefox any more after that (24.43).
    this.#wentBack = true;
    await this.#page.evaluate(() => void setTimeout(() => history.back(), 0));
  }

  async evaluate<A extends readonly unknown[], R>(
    run: (...args: A) => R,
    ...args: A
  ): Promise<Awaited<R>> {
    return (await this.#page.evaluate(
      run as unknown as (...args: unknown[]) => unknown,
      ...args,
    )) as Awaited<R>;
  }

  async press(key: Key, ...held: readonly Key[]): Promise<void> {
    const { keyboard } = this.#page;
    for (const each of held) await keyboard.down(each);
    await keyboard.press(key);
    for (const each of held) await keyboard.up(each);
  }

  async close(): Promise<void> {
    await this.#onClose(this.#page, !this.#wentBack);
  }
}

/**
 * A tab of a browser that speaks the DevTools Protocol, and can be made to fail by it. The session begins with the
 * first command and ends with the tab: while there is one, Chromium prerenders nothing.
 */
class ChromiumTab extends PuppeteerTab {
  readonly #page: Page;
  #session: Promise<CDPSession> | undefined;

  constructor(page: Page, onClose: (page: Page, reusable: boolean) => Promise<unknown>) {
    super(page, onClose);
    this.#page = page;
  }

  async command(method: string, parameters: object = {}): Promise<unknown> {
    const session = await (this.#session ??= this.#page.createCDPSession());
    return session.send(method as 'Page.crash', parameters as never);
  }

  override async close(): Promise<void> {
    await (await this.#session)?.detach().catch(() => {});
    await super.close();
  }
}

class PuppeteerEngine implements Engine {
  readonly losesPages: boolean;
  readonly #browser: Browser;
  /** The page that the browser came with. It is used again and again: opening one takes a while. */
  #spare: Page | undefined;
  readonly #Tab: typeof PuppeteerTab;

  constructor(browser: Browser, first: Page | undefined, Tab: typeof PuppeteerTab) {
    this.losesPages = Tab !== ChromiumTab;
    this.#browser = browser;
    this.#spare = first;
    this.#Tab = Tab;
  }

  async newTab(): Promise<Tab> {
    const spare = this.#spare;
    this.#spare = undefined;
    if (spare) {
      return new this.#Tab(spare, async (page, reusable) => {
        if (reusable) {
          await page.goto('about:blank');
          this.#spare = page;
        } else {
          // In this order: a browser may quit with its last page.
          this.#spare = await this.#browser.newPage();
          await page.close();
        }
      });
    }
    // A window of its own: a tab behind another has no frames to look at.
    const page = await this.#browser.newPage({ type: 'window' });
    return new this.#Tab(page, () => page.close());
  }

  async close(): Promise<void> {
    const pid = this.#browser.process()?.pid;
    const timeout = new Promise((resolve) => setTimeout(resolve, 5_000).unref());
    await Promise.race([this.#browser.close().catch(() => {}), timeout]);
    if (pid) endProcessGroup(pid);
  }
}

/** Starts Chromium or Firefox. Puppeteer makes it the leader of a process group. */
export async function launchPuppeteer(options: LaunchOptions): Promise<Engine> {
  const browser = await puppeteer.launch({
    defaultViewport: null,
    protocolTimeout: PATIENCE,
    ...options,
  });
  const pid = browser.process()?.pid;
  if (pid) guardProcessGroup(pid);
  const [first] = await browser.pages();
  return new PuppeteerEngine(
    browser,
    first,
    options.browser === 'chrome' ? ChromiumTab : PuppeteerTab,
  );
}
