import type { VisitorRecord } from '../types.js';
import { asRecord, toSnapshot } from './record.js';

/*
 * IndexedDB takes 20–50 ms to open, later than the first frame; localStorage answers in 0.2 ms. So every
 * commit leaves a copy here, and the next page decides from it in the task that runs the script.
 */

const KEY = 'tailorbird';

/**
 * The stored snapshot.
 *
 * @returns `undefined` when there is none (a new visitor), `null` when storage cannot be read.
 */
export function readSnapshot(): VisitorRecord | undefined | null {
  let text;
  try {
    text = localStorage.getItem(KEY);
  } catch {
    return null; // Blocked storage is an answer, not an error: the visitor is then unknown.
  }
  try {
    return asRecord(JSON.parse(text ?? 'null'));
  } catch {
    return undefined; // Not JSON: somebody else's or cut short; the next commit replaces it.
  }
}

/** Writes a snapshot unless a later one is there: two tabs may finish out of order. */
export function writeSnapshot(record: VisitorRecord): void {
  try {
    const stored = readSnapshot();
    if (stored?.id === record.id && stored.revision > record.revision) return;
    localStorage.setItem(KEY, JSON.stringify(toSnapshot(record)));
  } catch {
    // Full or blocked: the older snapshot stays; it is behind by a page view, not wrong.
  }
}

export function eraseSnapshot(): void {
  try {
    localStorage.removeItem(KEY);
  } catch {
    // Blocked storage holds nothing of ours.
  }
}
