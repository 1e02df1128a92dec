import { attempt } from '../lib/attempt.js';
import { pending } from '../core/signal.js';
import type { Reporter } from '../lib/report.js';
import type { VisitorRecord } from '../types.js';
import { latest, type Change } from './record.js';
import {
  CHOICE,
  hasRoom,
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
  /** Whether this page reads and writes. */
  isOpen(): boolean;
  /** Stops without deleting. @returns What was not committed. */
  close(): Change[];
  /** Stops, and deletes everything that was stored; other tabs are told why. */
  erase(why: Erasure): Promise<void>;
}

/** Why everything is deleted; `heard` from another tab, which has told the others; `begun` with what may not be kept. */
export type Erasure = 'denied' | 'forgotten' | 'heard' | 'begun';

/** What has happened in another tab; `missed`: nobody has told why; `replaced`: forgotten, and begun anew since. */
export type ErasedElsewhere = 'denied' | 'forgotten' | 'missed' | 'replaced';

export interface MemoryOptions {
  readonly report: Reporter;
  /** Nothing is written before: the page may be prerendered, or the plan on its way. */
  readonly ready: Promise<unknown>;
  /** What of a record may still be kept. */
  expire(record: VisitorRecord | undefined): VisitorRecord | undefined;
  /** A pending record has become known, or known to be unavailable. */
  onRecord(): void;
  /** The visitor had everything deleted in another tab. */
  onErased(why: ErasedElsewhere): void;
}

/** Tabs tell each other when everything was deleted: what one of them has not committed yet must not bring it back. */
const CHANNEL = 'tailorbird';

/** Milliseconds; what a busy machine takes to open a database is a tenth of it. */
const PATIENCE = 3000;

export function createMemory({ report, ready, expire, onRecord, onErased }: MemoryOptions): Memory {
  // Nobody acts on what is said: Chromium gives up a page with an open channel that it keeps for later and that is told
  // anything.
  const store = openStore(report, () => channel?.postMessage(''));
  let channel: BroadcastChannel | undefined;
  let record: ReturnType<Memory['record']>;
  /** The record without what is still to be committed. */
  let committed: VisitorRecord | undefined;
  /** Events that the book of record has. */
  let booked = new Set<string>();
  let isOpen = false;
  /** Whether other tabs are heard, but for the time when the page is left. */
  let listens = false;
  let isLeft = false;
  let isReady = false;
  void ready.then(() => (isReady = true));
  /** Whether there was a copy when we last looked. */
  let isSaved = false;
  let queue: Change[] = [];
  /** How often this page has stopped to read and write. */
  let closings = 0;
  let erasing: Promise<unknown>;
  /** Whether a commit will come by itself. */
  let isDue = false;
  /** What the commit under way has taken from the queue. */
  let taken: Change[] = [];
  /** Commits run one after the other: each leaves its snapshot before the next begins. */
  let commits = ready;

  const fail = (error: unknown): undefined => void report('storage', 'IndexedDB', String(error));

  async function commit(): Promise<void> {
    isDue = false;
    if (!isOpen || isLeft || !queue.length) return;
    if (!channel && isErased()) return onErased('missed');
    const waited = record === pending;
    const before = closings;
    // Also where it has begun again since: what was read may be of a record that was deleted.
    const isStale = (): boolean => before !== closings;
    try {
      const result = await store.commit((stored) => {
        if (isStale()) return stored;
        taken = queue.splice(0);
        return applyAll(taken, expire(latest(stored, readSnapshot() ?? undefined)));
      });
      if (isStale()) return;
      taken = [];
      committed = result;
      booked = new Set(result?.events.map(({ event }) => event.id));
      // Changes applied meanwhile are not in the commit yet but hold on this page.
      record = applyAll(queue, result);
      if (result) isSaved = writeSnapshot(result);
      // Storage is full. What it still holds would mislead the next page, and the book knows it all.
      if (!isSaved) writeText(SNAPSHOT, undefined);
    } catch (error) {
      if (isStale()) return;
      // Tried again with the next change, or left to the next page.
      queue.unshift(...taken.splice(0));
      if (isLeft) return;
      if (waited) record = undefined;
      fail(error);
    }
    if (waited) onRecord();
  }

  /** Whether another tab has deleted everything, and may have begun anew: what a page finds out where it was not told. */
  function isErased(snapshot = readSnapshot()): boolean {
    if (!isSaved || snapshot === null) return false;
    return snapshot ? !!committed && committed.id !== snapshot.id : readText(SNAPSHOT) === null;
  }

  /** Puts what is not committed into the snapshot. Another tab may have gone further, or have deleted everything. */
  function save(): void {
    const snapshot = readSnapshot();
    if (!isOpen || !isReady || !queue.length || snapshot === null || isErased(snapshot)) return;
    const result = applyAll(queue, latest(committed, expire(snapshot)));
    const events = result?.events.filter(({ event }) => !booked.has(event.id));
    if (!result || !writeSnapshot(result, events)) return;
    committed = result;
    isSaved = true;
    queue = [];
  }

  /** While the page is left: an open channel would keep it out of the back/forward cache. */
  function deafen(): void {
    channel?.close();
    channel = undefined;
  }

  /** One that was left has closed its channel, and one without consent has none: then by another. */
  function tellTabs(why: 'denied' | 'forgotten'): void {
    const voice = channel ?? openChannel();
    voice?.postMessage(why);
    if (voice !== channel) voice?.close();
  }

  function listen(): void {
    listens = true;
    channel ??= openChannel();
    if (!channel) return;
    channel.onmessage = ({ data }: MessageEvent<unknown>) => {
      // Anybody on this origin may speak here.
      if (data !== 'denied' && data !== 'forgotten') return;
      // Browsers put tabs to sleep that nobody looks at: told late, it is not about the record that has begun since.
      const isLate = readSnapshot() && isErased();
      onErased(!isLate ? data : data === 'denied' ? 'missed' : 'replaced');
    };
  }

  const memory: Memory = {
    record: () => record,
    open() {
      if (isOpen) return;
      isOpen = true;
      const snapshot = readSnapshot(report);
      isSaved = !!snapshot;
      // Only whether: the copy lacks the older visits that a first touch may have to give way to.
      committed = snapshot && expire(snapshot) ? snapshot : undefined;
      record = snapshot || (snapshot === undefined && hasRoom()) ? committed : pending;
      listen();
    },
    apply(change) {
      if (!isOpen) return;
      queue.push(change);
      if (record !== pending) record = change(record);
      // What was done in one task is written at once, or not at all.
      if (isLeft) return void Promise.resolve().then(save);
      if (!isDue) setTimeout(() => void memory.flush());
      isDue = true;
    },
    flush: async () => void (await (commits = commits.then(commit))),
    leave() {
      isLeft = true;
      // Chromium keeps a page for later that is about to make the database, and all others wait for it.
      if (!store.leave()) deafen();
      queue.unshift(...taken.splice(0));
      save();
    },
    comeBack() {
      isLeft = false;
      if (listens) listen();
      if (!isOpen) return;
      // Deleted while this page was away and heard nothing: nobody knows why, so nothing more is stored.
      if (isErased()) return onErased('missed');
      void memory.flush();
    },
    async stored() {
      // Who reads meanwhile would have the database made again.
      await erasing;
      const stored = await inTime(store.read(isOpen && !isLeft)).catch((error) =>
        // Let go of by this page, which is being left.
        isLeft ? undefined : fail(error),
      );
      return latest(stored, readSnapshot() ?? undefined);
    },
    isOpen: () => isOpen,
    close() {
      if (taken.length) store.undo();
      const rest = [...taken, ...queue];
      isOpen = false;
      closings++;
      queue = taken = [];
      record = committed = undefined;
      return rest;
    },
    async erase(why) {
      if (why !== 'heard') tellTabs(why === 'denied' ? why : 'forgotten');
      memory.close();
      isSaved = false;
      writeText(SNAPSHOT, undefined);
      writeText(PLAN, undefined);
      // A refusal that somebody else has told takes back what the visitor had agreed to here.
      if (why === 'forgotten' || (why === 'denied' && readText(CHOICE) === 'granted')) {
        writeText(CHOICE, undefined);
      }
      await (erasing = inTime(store.erase()).catch(fail));
    },
  };
  return memory;
}

/** Old browsers have none, and Firefox refuses it where it refuses to store anything. */
function openChannel(): BroadcastChannel | undefined {
  return attempt(() => new BroadcastChannel(CHANNEL));
}

/** Whoever waits for a database that never answers must not wait for ever. */
function inTime<T>(answer: Promise<T>): Promise<T> {
  return Promise.race([
    answer,
    new Promise<never>((_, reject) => setTimeout(reject, PATIENCE, 'no answer')),
  ]);
}

function applyAll(
  changes: readonly Change[],
  record: VisitorRecord | undefined,
): VisitorRecord | undefined {
  return changes.reduce((result, change) => change(result), record);
}
