/*
 * `?block=localStorage,indexedDB` makes storage fail the way browsers make it fail: access throws a
 * SecurityError. `indexedDB-error` fails the request instead, `indexedDB-silent` never answers it.
 * `localStorage-use` is there, and throws when it is read or written.
 */
(() => {
  const blocked = new URLSearchParams(location.search).get('block')?.split(',') ?? [];
  const refuse = (): never => {
    throw new DOMException('The operation is insecure.', 'SecurityError');
  };
  const never = (): unknown => ({});
  const fail = (): unknown => {
    const request = {
      error: new DOMException('A mutation operation was attempted.', 'InvalidStateError'),
      onerror: undefined as (() => void) | undefined,
    };
    setTimeout(() => request.onerror?.(), 0);
    return request;
  };
  const openings: Record<string, () => unknown> = {
    indexedDB: refuse,
    'indexedDB-error': fail,
    'indexedDB-silent': never,
  };
  for (const name of blocked) {
    if (name === 'localStorage') {
      Object.defineProperty(window, 'localStorage', { configurable: true, get: refuse });
    }
    if (name === 'localStorage-use') {
      for (const method of ['getItem', 'setItem', 'removeItem']) {
        Object.defineProperty(Storage.prototype, method, { value: refuse });
      }
    }
    const open = openings[name];
    if (open) Object.defineProperty(IDBFactory.prototype, 'open', { value: open });
  }
})();
