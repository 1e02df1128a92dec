import { pending } from '../core/signal.js';
import type { Reporter } from '../lib/report.js';
import type { VisitorRecord } from '../types.js';
import { latest, type Change } from './record.js';
import { PLAN, readSnapshot, SNAPSHOT, writeSnapshot, writeText } from './snapshot.js';
import { openStore } from './store.js';

/** What this page remembers of the visitor: at once from the snapshot, for good in IndexedDB. */
export interface Memory {
  /** The record; `undefined` while nothing is known or may be known, `pending` while IndexedDB is asked. */
  record(): VisitorRecord | undefined | typeof pending;
  /** Starts to read and write; before that nothing is touched. */
  open(): void;
  /** Applies a change here now and in IndexedDB with the next commit. */
  apply(change: Change): void;
  /** Commits what was applied; the promise never rejects. */
  flush(): Promise<void>;
  /**
   * The page is being left. Browsers may freeze it as it is, and a frozen transaction would lock every other page
   * out of the database (WebKitGTK, Firefox). So what is not committed yet goes into the snapshot, at once.
   */
  leave(): void;
  /** The page is back. */
  comeBack(): void;
  /** What is stored, read from the book of record. */
  stored(): Promise<VisitorRecord | undefined>;
  /** Stops without deleting. */
  close(): void;
  /** Stops, and deletes everything that was stored. */
  erase(): Promise<void>;
}

/**
 * @param ready Nothing is written before: the page may be prerendered, or the plan on its way.
 * @param onRecord Called when a pending record has become known, or known to be unavailable.
 */
export function createMemory(
  report: Reporter,
  ready: Promise<unknown>,
  onRecord: () => void,
): Memory {
  const store = openStore();
  let record: ReturnType<Memory['record']>;
  let isOpen = false;
  /** Whether there is anything of ours to read: without consent the database is not even opened. */
  let isStored = false;
  let isLeft = false;
  let queue: Change[] = [];
  /** What the commit under way has taken from the queue. */
  let taken: Change[] = [];
  /** Commits run one after the other: each leaves its snapshot before the next begins. */
  let commits = ready;

  async function commit(): Promise<void> {
    if (!isOpen || isLeft || !queue.length) return;
    const waited = record === pending;
    try {
      const committed = await store.commit((stored) => {
        taken = queue.splice(0);
        return applyAll(taken, latest(stored, readSnapshot() ?? undefined));
      });
      if (!isOpen) return;
      // Changes applied meanwhile are not in the commit yet but hold on this page.
      record = applyAll(queue, committed);
      if (committed) writeSnapshot(committed);
    } catch (error) {
      if (isLeft) return;
      if (waited) record = undefined;
      report('storage', 'IndexedDB', String(error));
    } finally {
      taken = [];
    }
    if (waited) onRecord();
  }

  const memory: Memory = {
    record: () => record,
    open() {
      if (isOpen) return;
      isOpen = isStored = true;
      const snapshot = readSnapshot();
      record = snapshot === null ? pending : snapshot;
    },
    apply(change) {
      if (!isOpen) return;
      if (queue.push(change) < 2) setTimeout(() => void memory.flush());
      if (record !== pending) record = change(record);
    },
    flush: async () => void (await (commits = commits.then(commit))),
    leave() {
      isLeft = true;
      store.abort();
      queue.unshift(...taken.splice(0));
      if (queue.length && record && record !== pending && writeSnapshot(record)) queue = [];
    },
    comeBack() {
      isLeft = false;
      void memory.flush();
    },
    stored: async () => (isStored ? store.read() : undefined),
    close() {
      isOpen = false;
      queue = [];
      record = undefined;
    },
    async erase() {
      memory.close();
      isStored = false;
      writeText(SNAPSHOT, undefined);
      writeText(PLAN, undefined);
      await store.erase();
    },
  };
  return memory;
}

function applyAll(
  changes: readonly Change[],
  record: VisitorRecord | undefined,
): VisitorRecord | undefined {
  return changes.reduce((result, change) => change(result), record);
}
