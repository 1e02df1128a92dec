/*
 * `?commit=…` makes the transactions fail that write to IndexedDB: `aborted` undoes the first, as a browser does
 * whose disk fails; `over-quota` undoes each, as one does that has no room; `endless` never lets one end, so that
 * whatever happens to the page happens in the middle of a commit. `unmade` never lets the database be made.
 */
(() => {
  const how = new URLSearchParams(location.search).get('commit');
  const { put } = IDBObjectStore.prototype;
  const { createObjectStore } = IDBDatabase.prototype;
  let writes = 0;

  function spin(store: IDBObjectStore): void {
    store.get('').onsuccess = () => spin(store);
  }

  if (!how) return;
  if (how === 'unmade') {
    IDBDatabase.prototype.createObjectStore = function (...args) {
      const store = createObjectStore.apply(this, args);
      window.__writes = 1;
      spin(store);
      return store;
    };
    return;
  }
  IDBObjectStore.prototype.put = function (...args) {
    const { transaction } = this;
    const request = put.apply(this, args);
    writes++;
    window.__writes = writes;
    if (how === 'endless') spin(this);
    if (how === 'over-quota') {
      const error = new DOMException('The quota has been exceeded.', 'QuotaExceededError');
      Object.defineProperty(transaction, 'error', { get: () => error });
    }
    // Not before the page has said whom to tell.
    if (how === 'over-quota' || (how === 'aborted' && writes === 1)) {
      queueMicrotask(() => transaction.abort());
    }
    return request;
  };
})();
