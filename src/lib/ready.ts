import { own } from './own.js';

/** Whether the document is still being parsed. */
export function isLoading(): boolean {
  return own(document, 'readyState') === 'loading';
}

/** Runs once the document is parsed: at once if it is already. */
export function whenParsed(run: () => void): void {
  // `readystatechange` to interactive comes before deferred scripts run and before DOMContentLoaded. It does not
  // bubble up to the window, but passes it on its way down.
  if (!isLoading()) run();
  else addEventListener('readystatechange', run, { once: true, capture: true });
}

/** Resolves once a prerendered page is shown to the visitor: at once if it already is. */
export function whenActivated(): Promise<unknown> {
  return new Promise((resolve) => {
    if ((document as { prerendering?: unknown }).prerendering === true) {
      document.addEventListener('prerenderingchange', resolve, { once: true });
    } else resolve(0);
  });
}
