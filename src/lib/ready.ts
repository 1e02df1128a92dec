/** Runs once the document is parsed: at once if it is already. */
export function whenParsed(run: () => void, signal: AbortSignal): void {
  if (document.readyState !== 'loading') return run();
  // `readystatechange` to interactive comes before deferred scripts run and before DOMContentLoaded.
  document.addEventListener('readystatechange', run, { once: true, signal });
}

/** Runs once a prerendered page is shown to the visitor: at once if it already is. */
export function whenActivated(run: () => void, signal: AbortSignal): void {
  if (!(document as { prerendering?: boolean }).prerendering) return run();
  document.addEventListener('prerenderingchange', run, { once: true, signal });
}
