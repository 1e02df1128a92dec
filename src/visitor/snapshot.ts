import { attempt } from '../lib/attempt.js';
import type { Reporter } from '../lib/report.js';
import type { VisitorRecord } from '../types.js';
import { asRecord } from './record.js';

/*
 * IndexedDB takes 20–50 ms to open, later than the first frame; localStorage answers in 0.2 ms. So every
 * commit leaves a copy here, and the next page decides from it in the task that runs the script.
 */

/** Where the snapshot stands, and the name of the database; a plan that was named by address stands beside it. */
export const SNAPSHOT = 'tailorbird';
export const PLAN = 'tailorbird.plan';
/** What the visitor chose by a `data-tb-control`: without it their refusal would be forgotten on the next page. */
export const CHOICE = 'tailorbird.consent';

/** Written and removed at once, to see whether there is room. */
const ROOM = 'tailorbird.room';

/** Characters that a record has at most, or nearly. */
const USUAL = 10_000;
/** Characters. 50 visits by the longest links come to 200,000, a full queue of events to 400,000; whoever left more there has not left a record. */
const LONGEST = 1_000_000;

/** @returns `undefined` where storage is blocked: an answer, not an error. */
export function readText(key: string): string | null | undefined {
  return attempt(() => localStorage.getItem(key));
}

/**
 * Writes, or removes with `undefined`. Full or blocked storage keeps what it had: behind, not wrong.
 *
 * @returns Whether it is written.
 */
export function writeText(key: string, text: string | undefined): boolean {
  try {
    if (text === undefined) localStorage.removeItem(key);
    else localStorage.setItem(key, text);
    return true;
  } catch {
    return false;
  }
}

/** Whether a record would fit. Where it would not, that there is none says nothing about the visitor. */
export function hasRoom(): boolean {
  return writeText(ROOM, ' '.repeat(USUAL)) && writeText(ROOM, undefined);
}

/** Reads JSON that an earlier page has left, or somebody else: `undefined` if it is none, or too long to be ours. */
export function parseStored(json: () => string): unknown {
  return attempt((): unknown => {
    const text = json();
    return text.length < LONGEST ? JSON.parse(text) : undefined;
  });
}

/** A stored record; what is none counts as absent, and is told. */
export function parseRecord(json: () => string, report?: Reporter): VisitorRecord | undefined {
  const record = asRecord(parseStored(json));
  if (!record) report?.('record', SNAPSHOT, 'cannot be read and is replaced');
  return record;
}

/**
 * The stored snapshot.
 *
 * @returns `undefined` when there is none (a new visitor), `null` when storage cannot be read.
 */
export function readSnapshot(report?: Reporter): VisitorRecord | undefined | null {
  const text = readText(SNAPSHOT);
  if (text === undefined) return null;
  return text === null ? undefined : parseRecord(() => text, report);
}

/**
 * Writes the part the next page needs, unless a later one is there: two tabs may finish out of order.
 *
 * @param events Those that are nowhere else: a queue may be longer than a page should have to read.
 * @returns Whether the record, or a later one, is there now.
 */
export function writeSnapshot(
  record: VisitorRecord,
  events: VisitorRecord['events'] = [],
): boolean {
  const stored = readSnapshot();
  return (
    (stored?.id === record.id && stored.revision > record.revision) ||
    writeText(SNAPSHOT, JSON.stringify({ ...record, events, visits: record.visits.slice(-2) }))
  );
}
