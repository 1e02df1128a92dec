import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Engine, PlainBrowser, StartPlain, Tab } from './engine.js';
import type { Expectation } from './rules.js';
import { PageServer } from './server.js';
import type { Evidence } from './evidence.js';
import { View } from './view.js';
import { waitFor } from './wait.js';

/** How often a scenario begins anew because Firefox has not kept a page that it should come back to. */
const ATTEMPTS = 3;

/**
 * A page was loaded anew that should have come back from the back/forward cache.
 *
 * Firefox 153 drops one in about 500, of this script or of none: now and then it takes the navigation that leaves the page
 * for a request of the page's own (`MOZ_LOG=SHIPBFCache:5` says "requests in the loadgroup", and the only one there is the
 * document that comes next). So there a scenario begins anew, and says so. Whoever keeps every page from being kept
 * fails every time, and the other engines have one attempt.
 */
class NotKept extends Error {}

/** What a scenario works with: a server with storage of its own, and tabs. */
export class Stage {
  readonly server: PageServer;
  readonly #engine: Engine;
  readonly #startPlain: StartPlain;
  /** What a browser that nobody drives keeps, over its ends. */
  #profile: string | undefined;
  readonly #plain = new Set<PlainBrowser>();
  /** Tabs and the page view each is at; the book of a view is checked when it is left. */
  readonly #tabs = new Map<Tab, View | undefined>();
  readonly #evidence: Evidence[] = [];

  private constructor(engine: Engine, startPlain: StartPlain, server: PageServer) {
    this.#engine = engine;
    this.#startPlain = startPlain;
    this.server = server;
  }

  /**
   * Runs a scenario, checks every page view in it, and closes what it opened.
   *
   * @returns What it has shown.
   */
  static async perform(
    engine: Engine,
    startPlain: StartPlain,
    scenario: Scenario,
  ): Promise<readonly Evidence[]> {
    for (let attempt = 1; ; attempt++) {
      try {
        const stage = new Stage(engine, startPlain, await PageServer.open());
        return await stage.#performOnce(scenario);
      } catch (error) {
        if (!(error instanceof NotKept && engine.losesPages && attempt < ATTEMPTS)) throw error;
        console.warn(`${error.message} Once more: attempt ${attempt + 1} of ${ATTEMPTS}.`);
      }
    }
  }

  async #performOnce(scenario: Scenario): Promise<readonly Evidence[]> {
    try {
      await scenario(this);
      for (const view of this.#tabs.values()) await view?.verify();
      if (this.server.missed > 0) throw new Error('the server waited for a page in vain');
      return this.#evidence;
    } finally {
      // Whatever fails here must not hide why the scenario failed; the next one would notice anyway.
      for (const tab of this.#tabs.keys()) await tab.close().catch(() => {});
      for (const browser of this.#plain) await browser.kill().catch(() => {});
      if (this.#profile) await rm(this.#profile, { recursive: true, force: true }).catch(() => {});
      await this.server.close();
    }
  }

  /** Opens a page in a browser that nobody drives; it has the profile of the one before. */
  async startPlain(address: string): Promise<PlainBrowser> {
    this.#profile ??= await mkdtemp(join(tmpdir(), 'tailorbird-profile-'));
    const browser = await this.#startPlain(this.#profile, `${this.server.origin}/${address}`);
    this.#plain.add(browser);
    return browser;
  }

  async openTab(): Promise<Tab> {
    const tab = await this.#engine.newTab();
    this.#tabs.set(tab, undefined);
    return tab;
  }

  /** Closes a tab at once, whatever its page is at. What its visitor saw until then is checked. */
  async closeTab(tab: Tab): Promise<void> {
    await this.#tabs.get(tab)?.verify();
    this.#tabs.delete(tab);
    await tab.close();
  }

  /** For a tab whose page can no longer be asked. */
  async abandonTab(tab: Tab): Promise<void> {
    this.#tabs.delete(tab);
    await tab.close().catch(() => {});
  }

  /** Opens a page in a tab of its own. */
  async visitInNewTab(address: string, expectation: Expectation): Promise<View> {
    const tab = await this.openTab();
    await tab.goto(`${this.server.origin}/${address}`);
    return this.#see(new View(tab, address, expectation));
  }

  /** Notes what a fault did and did not do, once it has been shown. Counts only if the whole scenario passes. */
  evidence(row: Evidence): void {
    this.#evidence.push(row);
  }

  /** Goes to a page in the first tab and waits until it shows what it should. */
  async visit(address: string, expectation: Expectation): Promise<View> {
    const [first] = this.#tabs.keys();
    const tab = first ?? (await this.openTab());
    await this.#tabs.get(tab)?.verify();
    await tab.goto(`${this.server.origin}/${address}`);
    return this.#see(new View(tab, address, expectation));
  }

  /** Waits for a page that a tab is on its way to already. */
  async meet(tab: Tab, address: string, expectation: Expectation): Promise<View> {
    await waitFor(`${address} to open`, () =>
      tab.evaluate((end) => location.href.endsWith(end) && '__sampler' in window, address),
    );
    return this.#see(new View(tab, address, expectation));
  }

  async reload(view: View, expectation: Expectation): Promise<View> {
    await view.verify();
    await view.tab.reload();
    return this.#see(new View(view.tab, view.address, expectation));
  }

  /** Goes back to an earlier page view, which the browser has to bring back as it was left. */
  async back(to: View): Promise<void> {
    const { tab, address } = to;
    await this.#tabs.get(tab)?.verify();
    await tab.back();
    let isLoadedAnew = false;
    await waitFor(`${address} to come back from the back/forward cache`, async () => {
      const { restored, met } = await tab.evaluate(
        (end) => ({
          restored: location.href.endsWith(end) && window.__sampler.read().restored > 0,
          met: location.href.endsWith(end) ? window.__sampler.met : true,
        }),
        address,
      );
      isLoadedAnew = !met;
      return restored || isLoadedAnew;
    });
    if (isLoadedAnew) throw new NotKept(`${address} was loaded anew: it had not been kept.`);
    await this.#see(to);
  }

  async #see(view: View): Promise<View> {
    this.#tabs.set(view.tab, view);
    await view.arrived();
    await waitFor(`${view.address} to be met`, () =>
      view.evaluate(() => (window.__sampler.met = true)),
    );
    return view;
  }
}

export type Scenario = (stage: Stage) => Promise<void>;

/** A scenario that not every engine can run. Elsewhere it is skipped by name, and proves nothing there. */
export interface LimitedScenario {
  readonly engines: readonly string[];
  readonly why: string;
  readonly perform: Scenario;
}

/** Scenarios by the story they tell. */
export type Scenarios = Readonly<Record<string, Scenario | LimitedScenario>>;
