import type { Reporter } from '../lib/report.js';

const KEY = 'tailorbird.plan';

/** A plan that is named by address. */
export interface RemotePlan {
  /** What the last page view kept, as JSON text. */
  readonly cached: string | undefined;
  /** The plan as JSON text, or `undefined` if it could not be had; never rejects. */
  readonly fresh: Promise<string | undefined>;
}

/** Asks for a plan: the one request Tailorbird makes, because the owner named an address of the same origin. */
export function requestPlan(address: string, report: Reporter): RemotePlan {
  const fail = (why: unknown): undefined =>
    void report(
      'plan-url',
      `the plan cannot be read, built-in segments still work: ${String(why)}`,
      address,
    );
  let url: string;
  try {
    url = new URL(address, location.href).href;
    if (new URL(url).origin !== location.origin) throw new Error('it must be of the same origin');
  } catch (error) {
    return { cached: undefined, fresh: Promise.resolve(fail(error)) };
  }
  const fresh = fetch(url, { credentials: 'same-origin' }).then((response) => {
    if (!response.ok) throw new Error(`status ${response.status}`);
    return response.text();
  });
  return { cached: readCache(url), fresh: fresh.catch(fail) };
}

/** Keeps a plan for the next page view; only with consent. */
export function keepPlan(address: string, text: string): void {
  try {
    localStorage.setItem(KEY, `${new URL(address, location.href).href}\n${text}`);
  } catch {
    // Full or blocked: the next page view asks again.
  }
}

export function dropPlan(): void {
  try {
    localStorage.removeItem(KEY);
  } catch {
    // Blocked storage holds nothing of ours.
  }
}

function readCache(url: string): string | undefined {
  try {
    const [kept, ...text] = (localStorage.getItem(KEY) ?? '').split('\n');
    return kept === url ? text.join('\n') : undefined;
  } catch {
    return undefined;
  }
}
