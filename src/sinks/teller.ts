import type { SinkName, SinksHost, TrackedEvent } from '../types.js';
import { tools, type Page, type Tool } from './tools.js';

/** Nobody keeps more for a tool that has not come. */
const WAITING = 100;

/** Tells events to the tools that a plan names. One that throws, or never comes, is reported once and starves no other. */
export function createTeller(host: SinksHost): (event: TrackedEvent) => void {
  const tellers = Object.entries(tools)
    .filter(([name]) => host.to.includes(name as SinkName))
    .map(([name, tool]) => createWaiter(name, tool, host));
  const flush = (): void => tellers.forEach(({ flush }) => flush());
  const stopping = new AbortController();
  const { signal } = stopping;
  host.onStop(() => stopping.abort());
  // When the page has parsed, deferred scripts have run; by `load` so have all that it asked for. One that a tag
  // manager brings later is found with the next event, or when the page is put away.
  document.addEventListener('DOMContentLoaded', flush, { signal });
  document.addEventListener('visibilitychange', flush, { signal });
  addEventListener('load', flush, { signal });
  return (event) => signal.aborted || tellers.forEach(({ tell }) => tell(event));
}

function createWaiter(
  where: string,
  tool: Tool,
  { report, visitor }: SinksHost,
): { tell(event: TrackedEvent): void; flush(): void } {
  const page = window as unknown as Page;
  let waiting: TrackedEvent[] = [];
  let reported = false;

  function problem(message: string): void {
    if (!reported) report('sink', where, message);
    reported = true;
  }

  /** Nothing of a tool's own may stop what comes after it, nor may a promise of its be left to the page. */
  async function attempt(run: () => unknown): Promise<void> {
    try {
      await run();
    } catch (error) {
      problem(`It threw: ${String(error)}`);
    }
  }

  function flush(): void {
    // What was waiting when the visitor had everything erased is told to nobody.
    waiting = waiting.filter((event) => event.visitor === visitor());
    if (!waiting.length) return;
    void attempt(() => {
      if (!tool.here || typeof tool.here(page) === 'function')
        for (const event of waiting.splice(0)) void attempt(() => call(event));
      else if (document.readyState === 'complete')
        problem('It has not come with the page: events wait until it does.');
    });
  }

  function call(event: TrackedEvent): unknown {
    return event.type === 'goal' ? tool.goal(page, event) : tool[event.type]?.(page, event);
  }

  return {
    tell(event) {
      if (waiting.push(event) > WAITING) waiting.shift();
      flush();
    },
    flush,
  };
}
