import { join } from 'node:path';
import { openDisplay, type Display } from './display.js';
import type { Engine, StartPlain, Tab } from './engine.js';
import { endProcessGroup, freePort, startKillable, startProcessGroup } from './processes.js';
import { waitFor } from './wait.js';
import { WebDriverSession } from './webdriver.js';
import { WebKitTab, Windows } from './webkit-tab.js';

export interface WebKitPaths {
  readonly driver: string;
  readonly minibrowser: string;
  readonly xvfb: string;
}

/** Starts WebKitGTK's own small browser on a screen in memory: it has no headless mode. */
export async function launchWebKit({ driver, minibrowser, xvfb }: WebKitPaths): Promise<Engine> {
  const display = await openDisplay(xvfb);
  const port = await freePort();
  const { pid } = startDriver(driver, port, display);
  const end = async (): Promise<void> => {
    endProcessGroup(pid);
    await display.close();
  };
  try {
    const url = `http://127.0.0.1:${port}`;
    await waitFor('WebKitWebDriver to answer', async () => (await fetch(`${url}/status`)).ok);
    const session = await WebDriverSession.open(url, {
      'webkitgtk:browserOptions': { binary: minibrowser, args: ['--automation'] },
    });
    return new WebKitEngine(new Windows(session), (await session.get('window')) as string, end);
  } catch (error) {
    await end();
    throw error;
  }
}

class WebKitEngine implements Engine {
  readonly #windows: Windows;
  readonly #main: string;
  readonly #end: () => Promise<void>;
  #mainInUse = false;

  constructor(windows: Windows, main: string, end: () => Promise<void>) {
    this.#windows = windows;
    this.#main = main;
    this.#end = end;
  }

  async newTab(): Promise<Tab> {
    // The window that the session came with is used again and again: opening one takes a while.
    if (!this.#mainInUse) {
      this.#mainInUse = true;
      return new WebKitTab(this.#windows, this.#main, async (tab) => {
        await tab.goto('about:blank');
        this.#mainInUse = false;
      });
    }
    // A window, not a tab: MiniBrowser opens tabs in the background, where nothing is painted.
    const opened = await this.#windows.session.post('window/new', { type: 'window' });
    const { handle } = opened as { handle: string };
    return new WebKitTab(this.#windows, handle, async () => {
      await (await this.#windows.enter(handle)).delete('window');
      await this.#windows.enter(this.#main);
    });
  }

  async close(): Promise<void> {
    await this.#windows.session.delete().catch(() => {});
    await this.#end();
  }
}

function startDriver(driver: string, port: number, display: Display): { readonly pid: number } {
  return startProcessGroup(driver, [`--port=${port}`], {
    env: environment(display),
    stdio: 'ignore',
  });
}

function environment({ name }: Display): NodeJS.ProcessEnv {
  return {
    ...process.env,
    DISPLAY: name,
    GDK_BACKEND: 'x11',
    // Neither an accessibility bus nor a desktop's settings are wanted, and both may be missing.
    NO_AT_BRIDGE: '1',
    GTK_A11Y: 'none',
    GSETTINGS_BACKEND: 'memory',
  };
}

/** Only where nobody drives it does it keep anything on disk. */
export const startWebKit =
  ({ minibrowser, xvfb }: WebKitPaths): StartPlain =>
  async (profile, url) => {
    const display = await openDisplay(xvfb);
    const folders = Object.fromEntries(
      ['DATA', 'CACHE', 'CONFIG'].map((kind) => [`XDG_${kind}_HOME`, join(profile, kind)]),
    );
    const browser = startKillable(minibrowser, [url], { ...environment(display), ...folders });
    return {
      async kill() {
        await browser.kill();
        await display.close();
      },
    };
  };
