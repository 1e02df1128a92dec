/**
 * Leaves a mark `tailorbird:TYPE` on the browser's timeline, where its developer tools show it. It says which block, but
 * nothing of the visitor: scripts that measure pages may send it on.
 * https://www.w3.org/TR/user-timing/
 */
export function mark(type: 'start' | 'decide' | 'hide' | 'show' | 'swap', block?: string): void {
  // Tests of a site may run where there is no timeline.
  (performance.mark as typeof performance.mark | undefined)?.(`tailorbird:${type}`, {
    detail: block,
  });
}
