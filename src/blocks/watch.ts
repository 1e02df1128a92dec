import { markedSelector } from './attributes.js';

/**
 * Watches the document for marked elements and for changes of their children. Mutation observers are called
 * before the browser paints, so what is found is decided before it is seen.
 *
 * @param found Called for each marked element, parents first.
 * @param changed Called once per batch with the nodes whose children changed.
 * @returns A function that stops watching.
 */
export function watch(
  found: (element: Element) => void,
  changed: (parents: ReadonlySet<Node>) => void,
): () => void {
  function scan(root: Node): void {
    if (root instanceof Element && root.matches(markedSelector)) found(root);
    (root as Partial<ParentNode>).querySelectorAll?.(markedSelector).forEach(found);
  }

  const observer = new MutationObserver((records) => {
    const parents = new Set<Node>();
    // A parser adds a parent, then its children: each is a record, but the parent's scan saw them all.
    const scanned = new Set<Node>();
    for (const { target, addedNodes } of records) {
      parents.add(target);
      for (const node of addedNodes) {
        if (node.isConnected && !scanned.has(target)) scan(node);
        scanned.add(node);
      }
    }
    changed(parents);
  });
  scan(document);
  observer.observe(document, { childList: true, subtree: true });
  return () => observer.disconnect();
}
