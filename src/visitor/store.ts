import { createStore, get, update, type UseStore } from 'idb-keyval';
import type { VisitorRecord } from '../types.js';
import { asRecord, type Change } from './record.js';

const NAME = 'tailorbird';
const KEY = 'visitor';

/** The book of record: one record in IndexedDB. */
export interface Store {
  read(): Promise<VisitorRecord | undefined>;
  /** Applies a change in a single transaction, so that two tabs lose nothing; resolves once it is committed. */
  commit(change: Change): Promise<VisitorRecord | undefined>;
  /** Deletes the database. */
  erase(): Promise<void>;
}

export function openStore(): Store {
  let store: UseStore | undefined;

  /** Opens on first use; lets go when another tab deletes the database. */
  async function use(): Promise<UseStore> {
    if (store) return store;
    const opened = createStore(NAME, KEY);
    await opened('readonly', ({ transaction: { db } }) => {
      db.onversionchange = () => {
        db.close();
        store = undefined;
      };
    });
    return (store = opened);
  }

  return {
    read: async () => asRecord(await get(KEY, await use())),

    async commit(change) {
      let result: VisitorRecord | undefined;
      await update(KEY, (stored) => (result = change(asRecord(stored))), await use());
      return result;
    },

    async erase() {
      await store?.('readonly', ({ transaction: { db } }) => db.close());
      store = undefined;
      await new Promise<void>((resolve, reject) => {
        const request = indexedDB.deleteDatabase(NAME);
        request.onsuccess = () => resolve();
        request.onerror = () => reject(request.error as DOMException);
      });
    },
  };
}
