import { pending, readPath } from '../core/signal.js';
import type { Signals } from '../types.js';

/** What a page knows of its visitor's past, and how fast it came to know it. Asked before anything is made up. */
export function readPast(signals: Signals): string {
  const pageviews = readPath(signals, 'visits.pageviews');
  if (pageviews === pending) return 'miss: the past is still on its way';
  if (typeof pageviews !== 'number') return 'not read: nothing may be known of the past';
  if (!isReadable()) return 'miss: the past came later, from IndexedDB';
  return pageviews > 1 ? 'hit: the past was known at once' : 'none: known at once as a new visitor';
}

function isReadable(): boolean {
  try {
    return localStorage.length >= 0;
  } catch {
    return false;
  }
}
