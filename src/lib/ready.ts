/** Runs once the document is parsed: at once if it is already. */
export function whenParsed(run: () => void): void {
  // `readystatechange` to interactive comes before deferred scripts run and before DOMContentLoaded.
  if (document.readyState !== 'loading') run();
  else document.addEventListener('readystatechange', run, { once: true });
}

/** Resolves once a prerendered page is shown to the visitor: at once if it already is. */
export function whenActivated(): Promise<unknown> {
  return new Promise((resolve) => {
    if ((document as { prerendering?: boolean }).prerendering) {
      document.addEventListener('prerenderingchange', resolve, { once: true });
    } else resolve(0);
  });
}
