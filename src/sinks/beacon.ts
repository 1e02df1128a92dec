import type { SinksHost, TrackedEvent } from '../types.js';
import { createPoster, type Answer } from './post.js';

/** How often queued events are sent while the page is seen, and the first pause after a failure. */
const PAUSE = 10_000;
const LONGEST_PAUSE = 300_000;

/** Browsers let a page have 64 kB of requests that outlive it under way. https://fetch.spec.whatwg.org/#fetch-keepalive */
const BATCH = 60_000;

/** So many refusals in a row, and what is refused is given up. */
const REFUSALS = 5;

/**
 * Posts queued events to the owner's server, a line of JSON each. An event leaves the queue when the server has taken
 * it, so it may arrive twice (its `id` tells) but is not lost.
 *
 * @returns To be called when there may be something in the queue.
 */
export function createBeacon(host: SinksHost, url: string): () => void {
  const post = createPoster(url);
  /** On their way, or arrived. */
  const taken = new Set<string>();
  const arrived = new Set<string>();
  let bytesUnderWay = 0;
  let most = BATCH;
  let pause = PAUSE;
  let refusals = 0;
  let timer: ReturnType<typeof setTimeout> | undefined;
  let stopped = false;

  /** As many of the oldest as go into one request. */
  function nextBatch(queue: readonly TrackedEvent[]): Batch {
    const ids = new Set<string>();
    let body = '';
    let size = 0;
    for (const event of queue) {
      // The visitor may have withdrawn their consent while the book was read.
      if (taken.has(event.id) || event.visitor !== host.visitor()) continue;
      const line = `${JSON.stringify(event)}\n`;
      const longer = size + new TextEncoder().encode(line).length;
      if ((ids.size && longer > most) || (bytesUnderWay && bytesUnderWay + longer > BATCH)) break;
      ids.add(event.id);
      body += line;
      size = longer;
    }
    return { ids, body, size };
  }

  /** @returns Whether it is worth going on at once. */
  async function send(queue: readonly TrackedEvent[], leaving: boolean): Promise<boolean> {
    const { ids, body, size } = nextBatch(queue);
    if (stopped || !size) return false;
    ids.forEach((id) => taken.add(id));
    bytesUnderWay += size;
    // No browser would send it, and it must not bar the way for ever.
    const answer = size > BATCH ? 413 : await post(body, leaving);
    bytesUnderWay -= size;
    const halve = answer === 413 && ids.size > 1;
    if (halve) most = size / 2;
    if (answer === 'ok' || (isRefusal(answer) && !halve && isHopeless(answer))) {
      ids.forEach((id) => arrived.add(id));
      host.accepted(ids);
    } else ids.forEach((id) => taken.delete(id));
    if (answer === 'ok') {
      pause = PAUSE;
      refusals = 0;
    } else if (!halve) pause = Math.min(pause * 2, LONGEST_PAUSE);
    return answer === 'ok' || halve;
  }

  /** Whether a batch is given up: an event that is too large by itself, or what has been refused time and again. */
  function isHopeless(status: number): boolean {
    host.report('sink', url, `The server refuses events with ${status}: some will be given up.`);
    refusals = status === 413 ? REFUSALS : refusals + 1;
    if (refusals < REFUSALS) return false;
    refusals = 0;
    return true;
  }

  /**
   * Sends one batch after another, as long as the server takes them. The book of record is asked each time: another tab may
   * have sent some. What was queued when the pause began, and is not any more, this page need not know either.
   */
  async function sendAll(before: readonly TrackedEvent[]): Promise<void> {
    const queue = await host.reread();
    const gone = before.filter(({ id }) => !queue.some((event) => event.id === id));
    if (gone.length) host.accepted(new Set(gone.map(({ id }) => id)));
    while (await send(await host.reread(), false));
    timer = undefined;
    schedule();
  }

  function schedule(): void {
    const queue = host.unsent();
    // A page that was left before it could commit that finds them in the book again when it comes back.
    const known = queue.filter(({ id }) => arrived.has(id));
    if (known.length) host.accepted(new Set(known.map(({ id }) => id)));
    if (stopped || timer || !queue.some(({ id }) => !taken.has(id))) return;
    timer = setTimeout(() => void sendAll(queue), pause);
  }

  /** Back from the back/forward cache, where a timer may have run out: what was known before it is no evidence now. */
  function comeBack({ persisted }: PageTransitionEvent): void {
    if (persisted) post.giveUp();
    clearTimeout(timer);
    timer = undefined;
    schedule();
  }

  /** The page may never be seen again: it tries once, whatever pause there is. */
  const leave = (): void => void send(host.unsent(), true).then(schedule);
  const onHidden = (): void => void (document.visibilityState === 'hidden' && leave());
  const stopping = new AbortController();
  const { signal } = stopping;
  document.addEventListener('visibilitychange', onHidden, { signal });
  addEventListener('pagehide', leave, { signal });
  addEventListener('pageshow', comeBack, { signal });
  host.onStop(() => {
    stopped = true;
    stopping.abort();
    clearTimeout(timer);
  });

  // What earlier pages left behind.
  void host.reread().then(schedule);
  return schedule;
}

interface Batch {
  readonly ids: ReadonlySet<string>;
  readonly body: string;
  /** In bytes. */
  readonly size: number;
}

/**
 * What a server answers with 4xx it will answer to the same events again, but for 408, 425 and 429, by which it asks for
 * patience. https://www.rfc-editor.org/rfc/rfc9110#section-15.5
 */
function isRefusal(answer: Answer): answer is number {
  return (
    typeof answer === 'number' && answer >= 400 && answer < 500 && ![408, 425, 429].includes(answer)
  );
}
