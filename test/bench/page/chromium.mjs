/** Chromium, as it is used for measuring: a fresh tab for each page view, no cache, a processor slowed down at will. */
import puppeteer from 'puppeteer-core';
import { findBrowsers } from '../../../scripts/browsers.mjs';
import flags from '../../browser/support/chromium-flags.json' with { type: 'json' };
import { whenStored } from './stored.mjs';
import { categories, readTrace } from './trace.mjs';

/** How long a page is watched after it has loaded: later than any answer that was asked for. */
const WATCHED = 800;

/** Nothing but this computer can be reached, whoever asks. */
const confined = '--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1';

/** `navigator.webdriver` is false: some subjects do nothing for a browser that is driven by a program. */
const ordinary = '--disable-blink-features=AutomationControlled';

export async function launchChromium() {
  const { chromium } = findBrowsers();
  if ('missing' in chromium) throw new Error(chromium.missing);
  const browser = await puppeteer.launch({
    browser: 'chrome',
    executablePath: chromium.path,
    args: [...flags, confined, ordinary],
    defaultViewport: { width: 1280, height: 800 },
  });
  return {
    version: await browser.version(),
    /** A visitor with a storage of their own. */
    visitor: async () => new Visitor(await browser.createBrowserContext()),
    /** Runs a function in a page that has loaded. @returns What it returns. */
    run: (address, run, ...args) =>
      alone(browser, async (tab) => {
        await tab.goto(address);
        return tab.evaluate(run, ...args);
      }),
    /**
     * Loads a page, and may run a function in it then.
     *
     * @returns Milliseconds of processor time that the main thread took: for the function, if there is one, or to load.
     */
    work: (address, run) =>
      alone(browser, async (tab) => {
        const session = await tab.createCDPSession();
        await session.send('Performance.enable', { timeDomain: 'threadTicks' });
        await tab.goto(address);
        await watch();
        const loaded = await processorTime(session);
        if (!run) return loaded;
        await tab.evaluate(run);
        return (await processorTime(session)) - loaded;
      }),
    close: () => browser.close(),
  };
}

/** By the browser's own name without the word that says that nobody sits before it. */
async function passForVisitor(tab) {
  const agent = await tab.browser().userAgent();
  await tab.setUserAgent({ userAgent: agent.replace('Headless', '') });
}

/** Runs something in a tab with a storage and a process of its own. */
async function alone(browser, run) {
  const context = await browser.createBrowserContext();
  try {
    const tab = await context.newPage();
    await passForVisitor(tab);
    return await run(tab);
  } finally {
    await context.close();
  }
}

async function processorTime(session) {
  const { metrics } = await session.send('Performance.getMetrics');
  return metrics.find(({ name }) => name === 'TaskDuration').value * 1000;
}

/**
 * @typedef {object} Condition
 * @property {number} slowdown How many times slower than this machine's processor.
 * @property {object} [network] As the DevTools Protocol has it; without it the loopback's own speed.
 */

class Visitor {
  #context;

  constructor(context) {
    this.#context = context;
  }

  /** An ordinary page view, for what it leaves behind. @param {string} [remembers] Where in localStorage. */
  async visit(address, remembers) {
    await this.#view({ slowdown: 1 }, async (tab) => {
      await tab.goto(address);
      await watch();
      if (remembers) await tab.evaluate(whenStored, remembers);
    });
  }

  /** What could be seen, frame by frame. The page has the sampler. @param {Condition} condition */
  async frames(address, condition) {
    return this.#view(condition, async (tab, elsewhere) => {
      await tab.goto(address);
      await watch();
      return { ...(await tab.evaluate(() => globalThis.readFrames())), elsewhere };
    });
  }

  /** What it cost. The page has nothing but the subject. @param {Condition} condition */
  async costs(address, condition) {
    return this.#view(condition, async (tab, _elsewhere, session) => {
      await tab.tracing.start({ categories });
      await tab.goto(address);
      await watch();
      const { events } = await stopTracing(tab);
      const paint = await tab.evaluate(readPaint);
      await session.send('HeapProfiler.collectGarbage');
      const { JSHeapUsedSize } = await tab.metrics();
      return { ...readTrace(events, address), ...paint, memory: JSHeapUsedSize };
    });
  }

  async close() {
    await this.#context.close();
  }

  async #view({ slowdown, network }, run) {
    const tab = await this.#context.newPage();
    try {
      const session = await tab.createCDPSession();
      await passForVisitor(tab);
      const elsewhere = new Set();
      await session.send('Network.enable');
      session.on('Network.requestWillBeSent', ({ request: { url } }) => {
        if (/^(https?|wss?):/.test(url) && new URL(url).hostname !== '127.0.0.1')
          elsewhere.add(new URL(url).origin);
      });
      await session.send('Network.setCacheDisabled', { cacheDisabled: true });
      if (network) await session.send('Network.emulateNetworkConditions', network);
      if (slowdown > 1) await tab.emulateCPUThrottling(slowdown);
      return await run(tab, elsewhere, session);
    } finally {
      await tab.close();
    }
  }
}

async function watch() {
  await new Promise((resolve) => setTimeout(resolve, WATCHED));
}

async function stopTracing(tab) {
  const { traceEvents } = JSON.parse(new TextDecoder().decode(await tab.tracing.stop()));
  return { events: traceEvents };
}

/** In the page: milliseconds to the first and the largest contentful paint. */
function readPaint() {
  const [first] = performance.getEntriesByName('first-contentful-paint');
  return new Promise((resolve) => {
    const observer = new PerformanceObserver((list) => {
      observer.disconnect();
      resolve({ fcp: first?.startTime, lcp: list.getEntries().at(-1)?.startTime });
    });
    observer.observe({ type: 'largest-contentful-paint', buffered: true });
  });
}
