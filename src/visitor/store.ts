import { attempt } from '../lib/attempt.js';
import { get, promisifyRequest, update, type UseStore } from 'idb-keyval';
import type { Reporter } from '../lib/report.js';
import type { VisitorRecord } from '../types.js';
import type { Change } from './record.js';
import { parseRecord, readText, SNAPSHOT as NAME } from './snapshot.js';

const KEY = 'visitor';

/** The book of record: one record in IndexedDB, opened on first use. */
export interface Store {
  /** @param mayMake Whether there may be a database afterwards: to open one is to make it. */
  read(mayMake: boolean): Promise<VisitorRecord | undefined>;
  /** Applies a change in a single transaction, so that two tabs lose nothing; resolves once it is committed. */
  commit(change: Change): Promise<VisitorRecord | undefined>;
  /** Undoes a commit under way. */
  undo(): void;
  /**
   * Lets go of everything, as the page is being left.
   *
   * @returns Whether the database is still being asked for, which nobody can take back.
   */
  leave(): boolean;
  /** Deletes the database. */
  erase(): Promise<unknown>;
}

/** Milliseconds; opening takes less than a tenth of it. */
const SLOW = 500;

/** @param onSlow The browser has not answered yet: another page may hold the database up. */
export function openStore(report: Reporter, onSlow: () => void): Store {
  /** The last of each mode. They stand beside each other: a page may read while it waits for a commit. */
  const transactions: { [mode in IDBTransactionMode]?: IDBTransaction } = {};
  let opened: Promise<IDBDatabase> | undefined;
  let opening: IDBOpenDBRequest | undefined;

  /** The next use opens it anew. */
  function close(): void {
    void opened?.then(
      (database) => database.close(),
      () => undefined,
    );
    opened = undefined;
  }

  async function open(version?: number): Promise<IDBDatabase> {
    const request = (opening = indexedDB.open(NAME, version));
    request.onupgradeneeded = () => request.result.createObjectStore(KEY);
    setTimeout(() => request.readyState === 'pending' && onSlow(), SLOW);
    const database = await promisifyRequest(request);
    // Another tab wants to delete or change the database: an open connection would block it.
    database.onversionchange = () => {
      database.close();
      opened = undefined;
    };
    if (database.objectStoreNames.length) return database;
    // Whoever merely looked for a database of this name has left an empty one.
    database.close();
    return open(database.version + 1);
  }

  /** Unless it was complete. */
  const abort = (transaction: IDBTransaction | null | undefined): void =>
    void attempt(() => transaction?.abort());

  const store: UseStore = async (mode, run) => {
    const isOld = !!opened;
    const used = (opened ??= open());
    let transaction: IDBTransaction;
    try {
      transaction = (await used).transaction(KEY, mode);
    } catch (error) {
      // Deleted meanwhile: to open it anew would be to make it.
      if (opened !== used) throw error;
      close();
      // The browser closes the connection of a page that it keeps for later, without a word.
      if (isOld) return store(mode, run);
      throw error;
    }
    transactions[mode] = transaction;
    return run(transaction.objectStore(KEY));
  };

  /** As JSON: a database holds more than a record can, such as lists that contain themselves. */
  const check = (stored: unknown): VisitorRecord | undefined =>
    stored === undefined ? undefined : parseRecord(() => JSON.stringify(stored), report);

  return {
    async read(mayMake) {
      const isThere =
        mayMake ||
        // Where storage is refused this would fail twice in Chromium, once where nobody can catch it.
        (readText(NAME) !== undefined &&
          (await indexedDB.databases?.())?.some(({ name }) => name === NAME));
      return isThere ? check(await get(KEY, store)) : undefined;
    },

    async commit(change) {
      let result: VisitorRecord | undefined;
      await update(KEY, (stored) => (result = change(check(stored))), store);
      return result;
    },

    undo: () => abort(transactions.readwrite),

    leave() {
      // The one in which the database is made, too.
      [transactions.readonly, transactions.readwrite, opening?.transaction].forEach(abort);
      return opening?.readyState === 'pending';
    },

    erase() {
      close();
      return new Promise((resolve, reject) => {
        const request = indexedDB.deleteDatabase(NAME);
        request.onsuccess = resolve;
        request.onerror = () => reject(new Error(String(request.error)));
      });
    },
  };
}
