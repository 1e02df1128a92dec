import { pending } from '../core/signal.js';
import type { Reporter } from '../lib/report.js';
import type { VisitorRecord } from '../types.js';
import type { Change } from './record.js';
import { eraseSnapshot, readSnapshot, writeSnapshot } from './snapshot.js';
import { openStore } from './store.js';

/** What this page remembers of the visitor: at once from the snapshot, for good in IndexedDB. */
export interface Memory {
  /** The record; `undefined` while nothing is known or may be known, `pending` while IndexedDB is asked. */
  readonly record: VisitorRecord | undefined | typeof pending;
  /** Starts to read and write; before that nothing is touched. */
  open(): void;
  /** Applies a change here now and in IndexedDB with the next commit. */
  apply(change: Change): void;
  /** Commits what was applied; the promise never rejects. */
  flush(): Promise<void>;
  /** What is stored, read from the book of record. */
  stored(): Promise<VisitorRecord | undefined>;
  /** Stops, and deletes everything that was stored. */
  erase(): Promise<void>;
  /** Stops without deleting; what was applied is committed. */
  close(): Promise<void>;
}

export interface MemoryOptions {
  readonly report: Reporter;
  /** Called when a pending record has become known, or known to be unavailable. */
  onRecord(): void;
  /** Nothing is written before: the page may still be prerendered, or the plan on its way. */
  readonly ready: Promise<unknown>;
}

export function createMemory({ report, onRecord, ready }: MemoryOptions): Memory {
  const store = openStore();
  let record: Memory['record'];
  let open = false;
  let queue: Change[] = [];
  /** Commits run one after the other: each leaves its snapshot before the next begins. */
  let commits: Promise<void> = Promise.resolve();

  async function commit(): Promise<void> {
    await ready;
    const changes = queue;
    if (!open || !changes.length) return;
    queue = [];
    const waiting = record === pending;
    try {
      const committed = await store.commit((stored) => applyAll(changes, stored));
      if (!open) return;
      // Changes applied meanwhile are not in the commit yet but hold on this page.
      record = applyAll(queue, committed);
      if (committed) writeSnapshot(committed);
    } catch (error) {
      if (record === pending) record = undefined;
      report('storage', `nothing can be remembered on this page: ${String(error)}`);
    }
    if (waiting) onRecord();
  }

  const flush = (): Promise<void> => (commits = commits.then(commit));

  return {
    get record() {
      return record;
    },
    open() {
      if (open) return;
      open = true;
      const snapshot = readSnapshot();
      record = snapshot === null ? pending : snapshot;
    },
    apply(change) {
      if (!open) return;
      if (!queue.length) setTimeout(() => void flush());
      queue.push(change);
      if (record !== pending) record = change(record);
    },
    flush,
    stored: () => store.read(),
    async erase() {
      open = false;
      queue = [];
      record = undefined;
      eraseSnapshot();
      await store.erase();
      // A commit under way when it was closed may have left its snapshot since.
      eraseSnapshot();
    },
    async close() {
      await flush();
      open = false;
    },
  };
}

function applyAll(
  changes: readonly Change[],
  record: VisitorRecord | undefined,
): VisitorRecord | undefined {
  return changes.reduce((result, change) => change(result), record);
}
