import { isRecord } from '../core/signal.js';
import { watchQueue } from '../lib/queue.js';
import type { Consent } from '../types.js';
import { tellChanges } from './tell.js';

export type { Consent } from '../types.js';

/** What Google's tags ask before they personalise, and what counts where a page does not set it. */
const keys = ['personalization_storage', 'functionality_storage'];

/**
 * Reads Google's consent mode from the data layer: `gtag('consent', 'default' | 'update', { … })`.
 *
 * A default of `denied` means that nobody has been asked yet, so it is `pending`: consent managers write it on every page
 * before they update it. Nobody knows here where the visitor is: what is granted for a region is not granted, and a
 * default denied for one holds until an update, since with Google the nearer region goes before the rest of the world.
 *
 * @see https://developers.google.com/tag-platform/security/guides/consent
 * @returns A function that stops listening.
 * @example connect((state) => tailorbird.consent(state));
 */
export function connect(tell: (state: Consent) => void): () => void {
  const stopping = new AbortController();
  const { signal } = stopping;
  const say = tellChanges(tell);
  const defaults: Record<string, Consent> = {};
  const regions: Record<string, Consent> = {};
  const updates: Record<string, Consent> = {};
  let watched: unknown;

  function note(entry: unknown): void {
    if (!isRecord(entry) || entry[0] !== 'consent' || !isRecord(entry[2])) return;
    const { 1: command, 2: values } = entry;
    const regional = values['region'] !== undefined;
    for (const key of keys) {
      const value = values[key];
      if (value !== 'denied' && (value !== 'granted' || regional)) continue;
      if (command === 'update') updates[key] = value;
      else if (command === 'default') (regional ? regions : defaults)[key] = value;
    }
  }

  function current(): Consent | undefined {
    for (const key of keys) {
      const initial = regions[key] ?? defaults[key];
      const state = updates[key] ?? (initial === 'denied' ? 'pending' : initial);
      if (state) return state;
    }
    return undefined;
  }

  function attach(): void {
    const page = window as { dataLayer?: unknown };
    say(() => {
      const layer = (page.dataLayer ??= []);
      if (layer === watched || !Array.isArray(layer)) return undefined;
      watched = layer;
      // What is there already is history: its last word is told, not each of them.
      let past = true;
      const take = (entry: unknown): void => {
        if (signal.aborted) return;
        note(entry);
        if (!past) say(current);
      };
      try {
        watchQueue(layer, take, signal);
      } catch {
        // A frozen one is read once.
      }
      past = false;
      return current();
    });
  }

  attach();
  // A page may have put an array of its own in the place of this one.
  document.addEventListener('DOMContentLoaded', attach, { signal });
  return () => stopping.abort();
}
