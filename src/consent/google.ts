import { isRecord } from '../core/signal.js';
import { watchQueue } from '../lib/queue.js';
import type { Consent } from '../types.js';

export type { Consent } from '../types.js';

/** What Google's tags ask before they personalise, and what counts where a page does not set it. */
const keys = ['personalization_storage', 'functionality_storage'];

/**
 * Reads Google's consent mode from the data layer: `gtag('consent', 'default' | 'update', { … })`.
 *
 * A default of `denied` means that nobody has been asked yet, so it is `pending`: consent managers write it on every page
 * before they update it. What is granted for a region only is not granted: nobody knows here where the visitor is.
 *
 * @see https://developers.google.com/tag-platform/security/guides/consent
 * @returns A function that stops listening.
 * @example connect((state) => tailorbird.consent(state));
 */
export function connect(tell: (state: Consent) => void): () => void {
  const stopping = new AbortController();
  const { signal } = stopping;
  const defaults: Record<string, unknown> = {};
  const updates: Record<string, unknown> = {};
  let watched: unknown;
  let told: Consent | undefined;

  function take(entry: unknown): void {
    if (!isRecord(entry) || entry[0] !== 'consent' || !isRecord(entry[2])) return;
    const values = entry[2];
    for (const key of keys) {
      if (entry[1] === 'update') updates[key] = values[key] ?? updates[key];
      else if (!values['region'] || values[key] === 'denied') {
        defaults[key] = values[key] ?? defaults[key];
      }
    }
    const state = current();
    if (!state || state === told || signal.aborted) return;
    told = state;
    tell(state);
  }

  function current(): Consent | undefined {
    for (const key of keys) {
      if (updates[key] === 'granted' || updates[key] === 'denied') return updates[key];
      if (defaults[key] === 'granted') return 'granted';
      if (defaults[key] === 'denied') return 'pending';
    }
    return undefined;
  }

  function attach(): void {
    const page = window as { dataLayer?: unknown };
    const layer = (page.dataLayer ??= []);
    if (layer === watched || !Array.isArray(layer)) return;
    watched = layer;
    watchQueue(layer, take, signal);
  }

  attach();
  // A page may have put an array of its own in the place of this one.
  document.addEventListener('DOMContentLoaded', attach, { signal });
  return () => stopping.abort();
}
