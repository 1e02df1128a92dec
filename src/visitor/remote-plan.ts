import { isRecord } from '../core/signal.js';
import type { Reporter } from '../lib/report.js';
import { parseStored, PLAN, readText, writeText } from './snapshot.js';

/** A plan that is named by address: the one request Tailorbird makes, because the owner asked for it. */
export interface RemotePlan {
  /** What the last page view kept, as JSON text. */
  readonly cached: string | undefined;
  /** The plan as JSON text, or `undefined` if it could not be had; never rejects. */
  readonly fresh: Promise<string | undefined>;
  /** Keeps a plan for the next page view; only with consent. */
  keep(text: string): void;
  drop(): void;
}

export function requestPlan(address: string, report: Reporter): RemotePlan {
  const prefix = `${address}\n`;
  const kept = readText(PLAN);
  let cached = kept?.startsWith(prefix) ? kept.slice(prefix.length) : undefined;
  if (cached !== undefined && !isPlan(cached)) {
    cached = undefined;
    report('record', PLAN, 'cannot be read and is replaced');
  }
  return {
    cached,
    fresh: load(address).catch(
      (error) => void report('plan-url', address, `cannot be read: ${String(error)}`),
    ),
    keep: (text) => isPlan(text) && writeText(PLAN, prefix + text),
    drop: () => void writeText(PLAN, undefined),
  };
}

function isPlan(text: string): boolean {
  return isRecord(parseStored(() => text));
}

async function load(address: string): Promise<string> {
  // `same-origin` makes another origin an error, redirects included.
  const response = await fetch(address, { mode: 'same-origin' });
  if (!response.ok) throw new Error(String(response.status));
  return response.text();
}
