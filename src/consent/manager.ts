import { isRecord } from '../core/signal.js';
import type { Consent } from '../types.js';
import { tellChanges } from './tell.js';

/** How a consent manager is asked by one of the IAB's interfaces. */
export interface Interface {
  /** The function of the page. */
  readonly name: '__tcfapi' | '__gpp';
  /** What stands between a command and its callback. */
  readonly version: readonly number[];
  /** What an event says; `undefined` if nothing that counts. */
  read(event: Readonly<Record<string, unknown>>): Consent | undefined;
}

/**
 * Listens to the page's consent manager. Its script may come after ours, and a stub may stand in for it: looks now, when
 * the page is parsed and when it has loaded, and asks again if another function stands there. Not every stub hands its
 * listeners on: the GPP's own example keeps them from `@iabgpp/cmpapi` 3.2.0, which asks it for `events`.
 *
 * @returns A function that stops listening.
 */
export function listen(
  { name, version, read }: Interface,
  tell: (state: Consent) => void,
): () => void {
  const stopping = new AbortController();
  const { signal } = stopping;
  const say = tellChanges(tell);
  const listeners = new Set<number>();
  let asked: unknown;

  /** Always the function that stands there now: a stub's hears nothing more once the manager has taken its place. */
  function request(use: (api: (...args: unknown[]) => unknown) => void): void {
    try {
      const api = (window as unknown as Record<string, unknown>)[name];
      if (typeof api === 'function') use(api as (...args: unknown[]) => unknown);
    } catch {
      // A consent manager that fails has said nothing.
    }
  }

  function look(): void {
    request((api) => {
      if (api === asked) return;
      api('addEventListener', ...version, heard);
      asked = api;
    });
  }

  function heard(event: unknown, success: unknown): void {
    say(() => {
      if (success === false || !isRecord(event)) return undefined;
      if (typeof event['listenerId'] === 'number') listeners.add(event['listenerId']);
      if (!signal.aborted) return read(event);
      // Stopped while a stub still kept the request: the listener has a number only now.
      remove();
      return undefined;
    });
  }

  function remove(): void {
    for (const id of listeners) {
      listeners.delete(id);
      request((api) => api('removeEventListener', ...version, () => undefined, id));
    }
  }

  look();
  document.addEventListener('DOMContentLoaded', look, { signal });
  addEventListener('load', look, { signal });
  return () => {
    stopping.abort();
    remove();
  };
}
