/** `ok`: the server, or for want of an answer the browser, has taken it. A number is the status of a server that has not. */
export type Answer = 'ok' | 'failed' | number;

/** After that a request counts as lost. */
const PATIENCE = 30_000;

export interface Poster {
  (body: string, leaving: boolean): Promise<Answer>;
  /** What is under way counts as lost. */
  giveUp(): void;
}

/**
 * Posts texts to one address, so that they arrive though the page goes. Never rejects.
 *
 * - `text/plain`, which is what a string is sent as, needs no preflight request.
 * - `same-origin`: cookies go to the page's own server, as with its every other request, and to no other.
 * - A redirect is an error: browsers follow 301 and 302 with a GET, and what answers that has not got the events.
 * - Browsers limit what may outlive a page, in bytes (Fetch Standard) or requests (Firefox), and other scripts use of that
 *   too. So what has failed is tried without, in turn: it needs to outlive the page only when that goes.
 * - Where requests cannot outlive the page (Firefox before 133), `sendBeacon` takes them when it goes: nobody knows then
 *   whether they arrived, and they count as accepted.
 */
export function createPoster(url: string): Poster {
  const underWay = new Set<AbortController>();
  const outlives = 'keepalive' in Request.prototype;
  let outlive = true;
  const post = async (body: string, leaving: boolean): Promise<Answer> => {
    if (leaving && !outlives) return navigator.sendBeacon(url, body) ? 'ok' : 'failed';
    const lost = new AbortController();
    underWay.add(lost);
    const timer = setTimeout(() => lost.abort(), PATIENCE);
    // The promise of a request that was under way when the page was put into the back/forward cache may never settle.
    const late = new Promise<Answer>((resolve) =>
      lost.signal.addEventListener('abort', () => resolve('failed')),
    );
    try {
      const answer = fetch(url, {
        method: 'POST',
        body,
        keepalive: leaving || outlive,
        credentials: 'same-origin',
        redirect: 'error',
        signal: lost.signal,
      });
      return await Promise.race([late, answer.then(({ ok, status }) => (ok ? 'ok' : status))]);
    } catch {
      // No network, no server, one on another host that does not let the page read its answer, or no room.
      outlive = !outlive;
      return 'failed';
    } finally {
      clearTimeout(timer);
      underWay.delete(lost);
    }
  };
  return Object.assign(post, { giveUp: () => underWay.forEach((lost) => lost.abort()) });
}
