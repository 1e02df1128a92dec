import { markedSelector } from './attributes.js';

export interface Watcher {
  stop(): void;
}

/**
 * Watches the document for marked elements and for changes of their children. Mutation observers are called
 * before the browser paints, so what is found is decided before it is seen.
 *
 * @param found Called for each marked element, parents first.
 * @param changed Called once per batch with the nodes whose children changed.
 */
export function watch(
  found: (element: Element) => void,
  changed: (parents: ReadonlySet<Node>) => void,
): Watcher {
  const observer = new MutationObserver((records) => {
    const parents = new Set<Node>();
    // A parser adds a parent, then its children: each is a record, but the parent's scan saw them all.
    const scanned = new Set<Node>();
    for (const { target, addedNodes } of records) {
      parents.add(target);
      for (const node of addedNodes) {
        if (!scanned.has(target) && node.isConnected) scan(node, found);
        scanned.add(node);
      }
    }
    changed(parents);
  });
  scan(document, found);
  observer.observe(document, { childList: true, subtree: true });
  return { stop: () => observer.disconnect() };
}

function scan(root: Node, found: (element: Element) => void): void {
  if (root instanceof Element && root.matches(markedSelector)) found(root);
  if (root instanceof Element || root === document) {
    for (const element of (root as ParentNode).querySelectorAll(markedSelector)) found(element);
  }
}
