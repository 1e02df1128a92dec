import type { InspectorReport } from './inspector-report.js';

/** A page to open in a frame, and what is set up around it. */
export interface Frame {
  readonly address: string;
  /** `window.name` in the frame. */
  readonly name?: string;
  /** What stands in the address of the page that links to it. */
  readonly referrer?: string;
  /** Set before, and gone after. */
  readonly cookie?: string;
  /** What stands in IndexedDB in the place of the visitor's record. */
  readonly book?: unknown;
}

declare global {
  interface Window {
    /** Opens pages in frames, some at a time. What they report is put at the end of `__reports`, by frame. */
    __runFrames(frames: readonly Frame[], atOnce: number): void;
    /** Puts a value into IndexedDB in the place of the visitor's record. */
    __putBook(value: unknown): Promise<void>;
    __reports: Record<number, InspectorReport & { readonly loads: number }>;
  }
}

(() => {
  window.__reports = {};
  window.__putBook = putBook;
  const open = new Map<Window, (text: string) => void>();
  addEventListener('message', ({ source, data }) => open.get(source as Window)?.(data as string));

  window.__runFrames = (frames, atOnce) => {
    window.__reports = {};
    let next = 0;

    async function start(): Promise<void> {
      const number = next++;
      const frame = frames[number];
      if (!frame) return;
      const { address, name, referrer, cookie, book } = frame;
      if (book !== undefined) await putBook(book);
      if (referrer !== undefined) history.replaceState(null, '', referrer);
      if (cookie) document.cookie = `${cookie}; path=/`;
      const element = document.createElement('iframe');
      const isForeign = new URL(address, location.href).origin !== location.origin;
      let loads = 0;
      element.addEventListener('load', () => {
        const { contentWindow } = element;
        if (!contentWindow) return;
        // A page that leaves before it has loaded has no load event: the first one is of where it went.
        if (++loads < 2 && (isForeign || isWatched(contentWindow))) return;
        // It went somewhere else, and says no more.
        const gone = { executed: [], errors: [], globals: [], changed: [], moved: 'another page' };
        open.get(contentWindow)?.(JSON.stringify(gone));
      });
      if (name !== undefined) element.name = name;
      element.src = address;
      document.body.append(element);
      const { contentWindow } = element;
      if (!contentWindow) return;
      open.set(contentWindow, (text) => {
        window.__reports[number] = { ...(JSON.parse(text) as InspectorReport), loads };
        open.delete(contentWindow);
        element.remove();
        if (cookie) document.cookie = `${cookie.split('=')[0]}=; path=/; max-age=0`;
        void start();
      });
    }

    for (let count = 0; count < atOnce; count++) void start();
  };

  /** Whether a page in a frame is one that reports. One that has gone to another origin is none. */
  function isWatched(page: Window): boolean {
    try {
      return '__inspect' in page;
    } catch {
      return false;
    }
  }

  function putBook(value: unknown): Promise<void> {
    return new Promise((resolve, reject) => {
      const opening = indexedDB.open('tailorbird');
      opening.onupgradeneeded = () => opening.result.createObjectStore('visitor');
      opening.onerror = () => reject(new Error('IndexedDB does not open'));
      opening.onsuccess = () => {
        const database = opening.result;
        const transaction = database.transaction('visitor', 'readwrite');
        transaction.objectStore('visitor').put(value, 'visitor');
        transaction.oncomplete = () => {
          database.close();
          resolve();
        };
      };
    });
  }
})();
