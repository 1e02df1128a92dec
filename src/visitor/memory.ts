import { pending } from '../core/signal.js';
import type { Reporter } from '../lib/report.js';
import type { VisitorRecord } from '../types.js';
import { latest, type Change } from './record.js';
import {
  CHOICE,
  PLAN,
  readSnapshot,
  readText,
  SNAPSHOT,
  writeSnapshot,
  writeText,
} from './snapshot.js';
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
  /** Stops, and deletes everything that was stored; other tabs are told why. */
  erase(why: Erasure): Promise<void>;
}

/** Why everything is deleted; `heard` from another tab. */
export type Erasure = 'denied' | 'forgotten' | 'heard';

export interface MemoryOptions {
  readonly report: Reporter;
  /** Nothing is written before: the page may be prerendered, or the plan on its way. */
  readonly ready: Promise<unknown>;
  /** What of a record may still be kept. */
  expire(record: VisitorRecord | undefined): VisitorRecord | undefined;
  /** A pending record has become known, or known to be unavailable. */
  onRecord(): void;
  /** The visitor had everything deleted in another tab. */
  onErased(why: Erasure): void;
}

/** Tabs tell each other when everything was deleted: what one of them has not committed yet must not bring it back. */
const CHANNEL = 'tailorbird';

export function createMemory({ report, ready, expire, onRecord, onErased }: MemoryOptions): Memory {
  const store = openStore(report);
  let channel: BroadcastChannel | undefined;
  let record: ReturnType<Memory['record']>;
  let isOpen = false;
  /** Whether there is anything of ours to read: without consent the database is not even opened. */
  let isStored = false;
  let isLeft = false;
  /** Whether there was a copy when we last looked. */
  let isSaved = false;
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
        return applyAll(taken, expire(latest(stored, readSnapshot() ?? undefined)));
      });
      if (!isOpen) return;
      // Changes applied meanwhile are not in the commit yet but hold on this page.
      record = applyAll(queue, committed);
      if (committed) isSaved = writeSnapshot(committed);
    } catch (error) {
      if (isLeft) return;
      if (waited) record = undefined;
      report('storage', 'IndexedDB', String(error));
    } finally {
      taken = [];
    }
    if (waited) onRecord();
  }

  /** An open channel would keep the page out of the back/forward cache, so it is closed while the page is left. */
  function listen(): void {
    if (typeof BroadcastChannel === 'undefined') return;
    channel = new BroadcastChannel(CHANNEL);
    channel.onmessage = ({ data }: MessageEvent<unknown>) => {
      // Anybody on this origin may speak here.
      if (data === 'denied' || data === 'forgotten') onErased(data);
    };
  }

  const memory: Memory = {
    record: () => record,
    open() {
      if (isOpen) return;
      isOpen = isStored = true;
      const snapshot = readSnapshot(report);
      // Only whether: the copy lacks the older visits that a first touch may have to give way to.
      record = snapshot === null ? pending : expire(snapshot) && snapshot;
      listen();
    },
    apply(change) {
      if (!isOpen) return;
      if (queue.push(change) < 2) setTimeout(() => void memory.flush());
      if (record !== pending) record = change(record);
    },
    flush: async () => void (await (commits = commits.then(commit))),
    leave() {
      isLeft = true;
      channel?.close();
      store.abort();
      queue.unshift(...taken.splice(0));
      if (!queue.length || !record || record === pending || !writeSnapshot(record)) return;
      isSaved = true;
      queue = [];
    },
    comeBack() {
      isLeft = false;
      if (!isOpen) return;
      // Deleted while this page was away and heard nothing: nobody knows why, so nothing more is stored.
      if (isSaved && readText(SNAPSHOT) === null) return onErased('denied');
      listen();
      void memory.flush();
    },
    stored: async () => (isStored ? store.read() : undefined),
    close() {
      isOpen = false;
      channel?.close();
      queue = [];
      record = undefined;
    },
    async erase(why) {
      if (why !== 'heard') tellTabs(why);
      memory.close();
      isStored = isSaved = false;
      writeText(SNAPSHOT, undefined);
      writeText(PLAN, undefined);
      if (why === 'forgotten') writeText(CHOICE, undefined);
      await store.erase().catch((error) => report('storage', 'IndexedDB', String(error)));
    },
  };
  return memory;
}

/** By a channel of its own: one that has heard nothing itself may have been closed. */
function tellTabs(why: Erasure): void {
  if (typeof BroadcastChannel === 'undefined') return;
  const channel = new BroadcastChannel(CHANNEL);
  channel.postMessage(why);
  channel.close();
}

function applyAll(
  changes: readonly Change[],
  record: VisitorRecord | undefined,
): VisitorRecord | undefined {
  return changes.reduce((result, change) => change(result), record);
}
