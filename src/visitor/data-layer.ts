import { isRecord, readPath } from '../core/signal.js';
import type { Traits } from '../types.js';
import { cleanTraits, mergeTraits } from './traits.js';

/** The queue that Google Tag Manager and gtag.js read. https://developers.google.com/tag-platform/tag-manager/datalayer */
interface WithDataLayer {
  dataLayer?: unknown;
}

/** Takes in what a page says about its visitor on the data layer. */
export interface DataLayer {
  /** Reads on, in the array that stands there now: a page may put another one in its place. */
  attach(): void;
}

/**
 * @param keys What to take; dotted where it is nested. Nothing else is looked at.
 * @param tell Called with what was found, for the entries that are there and then for each push.
 */
export function watchDataLayer(
  keys: readonly string[],
  tell: (found: Traits) => void,
  signal: AbortSignal,
): DataLayer {
  let watched: unknown;

  /** What an entry says. One that throws when it is read says nothing: the push is the page's own. */
  function read(entry: unknown): Traits {
    const found: Record<string, unknown> = {};
    try {
      for (const part of partsOf(entry)) {
        for (const key of keys) {
          const value = readPath(part, key);
          if (value !== undefined) found[key] = value;
        }
      }
      return cleanTraits(found);
    } catch {
      return {};
    }
  }

  function take(entries: readonly unknown[]): void {
    const found = entries.map(read).reduce(mergeTraits, {});
    if (Object.keys(found).length) tell(found);
  }

  return {
    attach() {
      if (signal.aborted) return;
      const page = window as WithDataLayer;
      // Made here if need be, as every tag of Google's does: what is pushed later must be seen.
      const layer = (page.dataLayer ??= []);
      if (layer === watched || !Array.isArray(layer)) return;
      watched = layer;
      take(layer);
      // There is no event for a push: tag managers wrap it too, and call what they found.
      const original = layer.push;
      const wrapped: typeof original = (...entries) => {
        const length = original.apply(layer, entries);
        if (!signal.aborted) take(entries);
        return length;
      };
      // A frozen array says no, and will not be pushed to either.
      Reflect.set(layer, 'push', wrapped);
      signal.addEventListener('abort', () => {
        if (layer.push === wrapped) Reflect.set(layer, 'push', original);
      });
    },
  };
}

/** An entry itself, and of `gtag('set', …)`, whose entry is its list of arguments, the objects given. */
function partsOf(entry: unknown): Record<string, unknown>[] {
  if (!isRecord(entry)) return [];
  return entry[0] === 'set' ? Object.values(entry).filter(isRecord) : [entry];
}
