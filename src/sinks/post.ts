/** `ok`: the server, or for want of an answer the browser, has taken it. A number is the status of a server that has not. */
export type Answer = 'ok' | 'failed' | number;

/** After that a request counts as lost: a page may have been in the back/forward cache when its answer came. */
const PATIENCE = 30_000;

/**
 * Posts texts to one address, so that they arrive though the page goes. Never rejects.
 *
 * - `text/plain`, which is what a string is sent as, needs no preflight request.
 * - `same-origin`: cookies go to the page's own server, as with its every other request, and to no other.
 * - A redirect is an error: browsers follow 301 and 302 with a GET, and what answers that has not got the events.
 * - Where requests cannot outlive the page (Firefox before 133), `sendBeacon` takes them when it goes: nobody knows then
 *   whether they arrived, and they count as accepted.
 */
export function createPoster(url: string): (body: string, leaving: boolean) => Promise<Answer> {
  const outlives = 'keepalive' in Request.prototype;
  return async (body, leaving) => {
    if (leaving && !outlives) return navigator.sendBeacon(url, body) ? 'ok' : 'failed';
    const lost = new AbortController();
    let timer: ReturnType<typeof setTimeout> | undefined;
    // Firefox neither keeps nor breaks the promise of a request whose answer came while the page was in the cache (153).
    const late = new Promise<Answer>((resolve) => {
      timer = setTimeout(() => {
        lost.abort();
        resolve('failed');
      }, PATIENCE);
    });
    try {
      const answer = fetch(url, {
        method: 'POST',
        body,
        keepalive: true,
        credentials: 'same-origin',
        redirect: 'error',
        signal: lost.signal,
      });
      return await Promise.race([late, answer.then(({ ok, status }) => (ok ? 'ok' : status))]);
    } catch {
      // No network, no server, or one on another host that does not let the page read its answer.
      return 'failed';
    } finally {
      clearTimeout(timer);
    }
  };
}
