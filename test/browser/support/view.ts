import { runInThisContext } from 'node:vm';
import type { Tab } from './engine.js';
import type { SamplerReport } from './page/report.js';
import { faultsIn, showsExactly, type Expectation } from './rules.js';
import { waitFor } from './wait.js';
import { LostAnswer } from './webdriver.js';

/** Frames that a page is watched for after it shows what it should: what is undone is undone by then. */
const FRAMES_AFTER = 4;

/** A page that lives paints far more of them while an answer is waited for in vain, on a loaded machine too. */
const FRAMES_MEANWHILE = 60;

/** One page view: a page in a tab, and what its visitor may see. */
export class View {
  readonly tab: Tab;
  readonly address: string;
  #expectation: Expectation;
  /** Painted when the book was last read. */
  #frames = 0;

  constructor(tab: Tab, address: string, expectation: Expectation) {
    this.tab = tab;
    this.address = address;
    this.#expectation = expectation;
  }

  evaluate<A extends readonly unknown[], R>(
    run: (...args: A) => R,
    ...args: A
  ): Promise<Awaited<R>> {
    return this.tab.evaluate(run, ...args);
  }

  /**
   * What the page's book says.
   *
   * WebKitGTK's driver now and then loses an answer. The book tells whether it was the driver: a page that
   * had hung has painted nothing meanwhile. Reading twice changes nothing.
   */
  async report(): Promise<SamplerReport> {
    const read = (): Promise<SamplerReport> => this.evaluate(() => window.__sampler.read());
    let report: SamplerReport;
    try {
      report = await read();
    } catch (error) {
      if (!(error instanceof LostAnswer)) throw error;
      report = await read();
      if (report.frames < this.#frames + FRAMES_MEANWHILE) throw error;
      console.warn(`${this.address}: the driver lost an answer while the page went on painting.`);
    }
    this.#frames = report.frames;
    return report;
  }

  /** Waits until the page has loaded, is settled, shows and reports what it should, then a few frames more. */
  async arrived(): Promise<void> {
    const { shows, absent, passing = [], reports = [] } = this.#expectation;
    const steady = (report: SamplerReport): boolean =>
      report.ready === 'complete' &&
      (absent ?? report.settled) &&
      showsExactly(report, shows) &&
      report.warnings.length >= reports.length &&
      passing.every((name) => report.stretches.some(({ seen }) => seen.includes(name)));
    let since: number | undefined;
    await this.#until(`to show [${shows.join(', ')}]`, (report) => {
      since = steady(report) ? (since ?? report.frames) : undefined;
      return since !== undefined && report.frames >= since + FRAMES_AFTER;
    });
  }

  /** Waits for something in the page; what is seen meanwhile is in the book as always. */
  async until<A extends readonly unknown[]>(
    what: string,
    holds: (...args: A) => boolean | Promise<boolean>,
    ...args: A
  ): Promise<void> {
    await waitFor(
      `${this.address}: ${what}`,
      () => this.evaluate(holds, ...args),
      () => this.#dump(),
    );
  }

  /** Waits until a count has reached a number: as long as it goes on growing, however long a busy machine takes. */
  async upTo(what: string, target: number, count: () => number): Promise<void> {
    let reached = 0;
    while (reached < target) {
      const before = reached;
      await waitFor(
        `${this.address}: ${what}, ${before} so far`,
        async () => (reached = await this.evaluate(count)) > before,
        () => this.#dump(),
      );
    }
  }

  /** Waits until so many more frames were painted. */
  async frames(count: number): Promise<void> {
    const { frames } = await this.report();
    await this.#until(`to paint ${count} frames`, (report) => report.frames >= frames + count);
  }

  /**
   * From here on something else may be seen: closes the book, and opens a new one in the same task in which
   * the action runs, with no frame in between.
   */
  async next(expectation: Expectation, action: () => unknown): Promise<void> {
    await this.verify();
    this.#expectation = expectation;
    // One function, made here: under a strict policy the page itself can make none of a text.
    const text = `() => { window.__sampler.reset(); return (${action.toString()})(); }`;
    await this.evaluate(runInThisContext(text) as () => unknown);
    await this.arrived();
  }

  /** Throws if a visitor has seen on this page what they should not have. */
  async verify(): Promise<void> {
    const report = await this.report();
    const faults = faultsIn(report, this.#expectation);
    if (faults.length > 0) throw new Error(`${this.address}\n${describe(faults, report)}`);
  }

  async #until(what: string, holds: (report: SamplerReport) => boolean): Promise<void> {
    await waitFor(
      `${this.address} ${what}`,
      async () => holds(await this.report()),
      () => this.#dump(),
    );
  }

  async #dump(): Promise<string> {
    const report = await this.report();
    return describe(faultsIn(report, this.#expectation), report);
  }
}

/** What is wrong, and the last entries of the sampler's book. */
function describe(faults: readonly string[], { stretches, ...rest }: SamplerReport): string {
  const lines = stretches
    .slice(-25)
    .map(({ from, frames, seen, hidden, pending, blank, ...flags }) => {
      const set = Object.entries(flags).filter(([, value]) => value === true);
      return [
        `${Math.round(from)} ms, ${frames} frames:`,
        `seen [${seen.join(', ')}]`,
        `hidden [${hidden.slice(0, 3).join(', ')}]`,
        `pending [${pending.slice(0, 3).join(', ')}]`,
        ...(blank.length ? [`blank [${blank.slice(0, 3).join(', ')}]`] : []),
        ...set.map(([name]) => name),
      ].join(' ');
    });
  return [...faults.map((fault) => `- ${fault}`), ...lines, JSON.stringify(rest)].join('\n');
}
