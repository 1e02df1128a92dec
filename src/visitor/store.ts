import { createStore, get, update, type UseStore } from 'idb-keyval';
import type { VisitorRecord } from '../types.js';
import { asRecord, type Change } from './record.js';

const NAME = 'tailorbird';
const KEY = 'visitor';

/** The book of record: one record in IndexedDB, opened on first use. */
export interface Store {
  read(): Promise<VisitorRecord | undefined>;
  /** Applies a change in a single transaction, so that two tabs lose nothing; resolves once it is committed. */
  commit(change: Change): Promise<VisitorRecord | undefined>;
  /** Undoes a commit under way. */
  abort(): void;
  /** Deletes the database. */
  erase(): Promise<unknown>;
}

export function openStore(): Store {
  let transaction: IDBTransaction | undefined;
  let opened: UseStore | undefined;

  function close(): void {
    transaction?.db.close();
    opened = undefined;
  }

  const store: UseStore = (mode, run) =>
    (opened ??= createStore(NAME, KEY))(mode, (objects) => {
      ({ transaction } = objects);
      // Another tab wants to delete the database: an open connection would block it.
      transaction.db.onversionchange = close;
      return run(objects);
    });

  return {
    read: async () => asRecord(await get(KEY, store)),

    async commit(change) {
      let result: VisitorRecord | undefined;
      await update(KEY, (stored) => (result = change(asRecord(stored))), store);
      return result;
    },

    abort() {
      try {
        transaction?.abort();
      } catch {
        // It was complete.
      }
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
