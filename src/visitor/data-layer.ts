import { isRecord, readPath } from '../core/signal.js';
import { watchQueue } from '../lib/queue.js';
import { cleanTraits } from './traits.js';

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
  tell: (found: Readonly<Record<string, unknown>>) => void,
  signal: AbortSignal,
): DataLayer {
  let watched: unknown;

  function take(entry: unknown): void {
    const found: Record<string, unknown> = {};
    for (const part of partsOf(entry)) {
      for (const key of keys) {
        const value = readPath(part, key);
        if (value !== undefined) found[key] = value;
      }
    }
    // Cleaned here: what lies deep in an entry may throw as well.
    const clean = cleanTraits(found);
    if (Object.keys(clean).length) tell(clean);
  }

  return {
    attach() {
      if (signal.aborted) return;
      const page = window as WithDataLayer;
      // Made here if need be, as every tag of Google's does: what is pushed later must be seen.
      const layer = (page.dataLayer ??= []);
      if (layer === watched || !Array.isArray(layer)) return;
      watched = layer;
      watchQueue(layer, take, signal);
    },
  };
}

/** An entry itself, and of `gtag('set', …)`, whose entry is its list of arguments, the objects given. */
function partsOf(entry: unknown): Record<string, unknown>[] {
  if (!isRecord(entry)) return [];
  return entry[0] === 'set' ? Object.values(entry).filter(isRecord) : [entry];
}
