import { watchBook } from './book.js';
import { createStory } from './course.js';
import { twoFrames, watchFrames } from './frames.js';
import { prepareBrowser } from './guest.js';
import { hiddenByUs, judge, type Scene } from './judge.js';
import { take, type Api } from './steps.js';
import { planOf } from './signals.js';
import { native } from './natives.js';
import { watchSurroundings } from './untouched.js';
import type { Step } from '../page.js';

/*
 * Stands first on every page: it prepares the guest's browser, watches what happens, does what the page's own code is
 * to do, and in the end says what was wrong.
 */

const lane = parent.__lane;
const { page } = lane;

/** How often a script on the page does the same. */
const MOST_TIMES = 2;

declare global {
  interface Window {
    __fuzz: { step(step: Step): void; started(): void; ran(name: string): void; where(): string };
  }
}

(() => {
  prepareBrowser(page.guest);
  const book = watchBook(page);
  const { deadline = 300 } = planOf(page);
  const story = createStory(page);
  const reference = lane.parse(lane.html);
  let isStarted = false;
  let isOverdue = false;
  let isParsedInTime = false;
  let isNearlyDue = false;
  let starts = 0;
  let unsettled = 0;
  /** Steps of the page's own scripts: one that starts everything anew has a file to wait for. */
  let underWay = 0;
  let isLoaded = false;
  let isEnding = false;
  let where = 'loading';
  let given = {};
  const taken = new Map<string, number>();
  const ran: string[] = [];

  const api = (): Api | undefined => {
    const found: unknown = Object.getOwnPropertyDescriptor(window, 'tailorbird')?.value;
    return typeof (found as Api | undefined)?.explain === 'function' ? (found as Api) : undefined;
  };

  window.__fuzz = {
    step(step) {
      // A variant whose script starts everything anew, which shows the variant: that loop would be the page's own.
      const text = JSON.stringify(step);
      const times = (taken.get(text) ?? 0) + 1;
      taken.set(text, times);
      if (times > MOST_TIMES || !isPossible(step)) return;
      story.add(step, isLoaded);
      underWay++;
      void guarded(() => take(step, api, () => reference)).then(() => underWay--);
    },
    started: () => undefined,
    where: () => where,
    ran: (name) => void ran.push(name),
  };
  const changedSurroundings = watchSurroundings();
  const frames = watchFrames(() => isStarted);

  /**
   * Under Trusted Types a page cannot bring in the script again, and a script of a default may run as that comes back.
   * Before the script has begun, until another copy of it is there, and once it has stopped, nobody hears what it is told.
   */
  function isPossible(step: Step): boolean {
    if ('n' in step || step.do === 'body') return true;
    if (!isStarted || isEnding) return false;
    return step.do === 'restart' ? !page.policy : api() !== undefined;
  }

  async function guarded(run: () => unknown): Promise<void> {
    try {
      await run();
    } catch (error) {
      book.faults.push(`a call threw ${String(error)}`);
    }
  }

  addEventListener('tailorbird:start', () => {
    starts++;
    unsettled++;
    isStarted = true;
    isOverdue = false;
    const number = starts;
    // Set before the script's own timer, so it fires before that one; the other one after.
    setTimeout(() => (isNearlyDue = true), deadline);
    setTimeout(() => {
      void (api()?.settled ?? Promise.resolve()).then(() => unsettled--);
      setTimeout(() => void twoFrames().then(() => (isOverdue = starts === number)), deadline);
    });
  });
  document.addEventListener('readystatechange', () => {
    if (native.readyState(document) === 'interactive') isParsedInTime = !isNearlyDue;
  });
  addEventListener('tailorbird:swap', (event) => {
    const { block } = (event as CustomEvent<{ block: string }>).detail;
    if (page.listener?.cancels?.includes(block)) event.preventDefault();
    if (page.listener?.throws) throw new Error('fuzz: a listener that throws');
  });

  async function until(holds: () => boolean): Promise<void> {
    while (!holds()) await new Promise((resolve) => setTimeout(resolve, 4));
  }

  /**
   * A block that the page adds may wait for what is not known yet, until the deadline. And a variant's script may have
   * started everything anew meanwhile: that copy has a deadline of its own.
   */
  async function comeToRest(): Promise<void> {
    let seen: number;
    do {
      seen = starts;
      await until(() => underWay === 0 && (isOverdue || (unsettled === 0 && !hiddenByUs().length)));
      await twoFrames();
    } while (seen !== starts);
  }

  const scene = (): Scene => ({
    page,
    html: lane.html,
    reference,
    story,
    given,
    isParsedInTime,
    isSettled: unsettled === 0,
  });

  async function run(): Promise<void> {
    await until(() => native.readyState(document) === 'complete');
    // A page can be so broken that the tag of the script is text, or in a template.
    await twoFrames();
    if (!isStarted) return lane.done({ faults: [], counts: { 'without the script': 1 } });
    await until(() => isOverdue || (unsettled === 0 && deadline > 120));
    isLoaded = true;
    const { device, time } = (api()?.signals ?? {}) as Record<string, unknown>;
    given = { device, time };
    await comeToRest();
    const faults = new Set<string>();
    const note = (when: string, found: readonly string[]): void =>
      found.forEach((fault) => faults.add(`${when}: ${fault}`));
    note('loaded', judge(scene(), frames));
    const counts = countAll(story.isLoose);
    const explained = explain();
    frames.stop();
    for (const step of (page.steps ?? []).filter(isPossible)) {
      story.add(step, isLoaded);
      where = step.do;
      await guarded(() => take(step, api, () => reference));
      await comeToRest();
      note(step.do, judge(scene()));
    }
    note('at the end', [...book.faults, ...changedSurroundings(), ...(await book.stored(story))]);
    isEnding = true;
    api()?.stop();
    await twoFrames();
    note('stopped', judge({ ...scene(), isStopped: true }));
    note('stopped', [...book.faults, ...changedSurroundings(), ...book.recorded(story)]);
    lane.done({
      faults: [...faults],
      counts: { frames: frames.count(), ...counts },
      ...(faults.size && { explained }),
    });
  }

  function explain(): string {
    const { blocks = [], problems = [] } = api()?.explain() ?? {};
    const timing = { isParsedInTime, painted: performance.getEntriesByType('paint').length };
    return JSON.stringify({ blocks, problems, timing });
  }

  function countAll(isLoose: boolean): Record<string, number> {
    const count = (selector: string): number => native.selectAll(document, selector).length;
    return {
      blocks: count('[data-tb-block]'),
      variants: count('[data-tb-state=variant]'),
      exact: isLoose ? 0 : 1,
    };
  }

  void run().catch((error: unknown) =>
    lane.done({ faults: [`the probe: ${String((error as Error).stack)}`], counts: {} }),
  );
})();
