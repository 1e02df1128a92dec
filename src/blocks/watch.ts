import { call, own } from '../lib/own.js';
import { inTurn } from '../lib/turns.js';
import { markedSelector } from './attributes.js';

export interface Watcher {
  /** Watches nodes that stand elsewhere as well. */
  observe(root: Node): void;
  /** Takes in now what has happened since the last batch, and what comes of it. */
  flush(): void;
  /** Looks through the whole document for what was marked after it was added. */
  scan(): void;
  stop(): void;
}

/**
 * Watches the document for marked elements and for changes of their children. Mutation observers are called
 * before the browser paints, so what is found is decided before it is seen.
 *
 * @param found Called for each marked element, parents first.
 * @param changed Called with the nodes whose children changed: once before a batch is looked through, and once after.
 */
export function watch(
  found: (element: Element) => void,
  changed: (parents: ReadonlySet<Node>, isFirst?: true) => void,
): Watcher {
  function scan(root: Node): void {
    // Any form of the page comes by here, whatever its fields are called.
    if (root instanceof Element && call(root, 'matches', markedSelector)) found(root);
    const query = own(root as ParentNode, 'querySelectorAll') as
      ParentNode['querySelectorAll'] | undefined;
    query?.call(root, markedSelector).forEach(found);
  }

  function take(records: readonly MutationRecord[]): void {
    const parents = new Set(records.map(({ target }) => target));
    changed(parents, true);
    // A parser adds a parent, then its children: each is a record, but the parent's scan saw them all.
    const scanned = new Set<Node>();
    for (const { target, addedNodes } of records) {
      for (const node of addedNodes) {
        if (node.isConnected && !scanned.has(target)) scan(node);
        scanned.add(node);
      }
    }
    changed(parents);
  }

  const observer = new MutationObserver((records) => inTurn(() => take(records)));
  const observe = (root: Node): void => observer.observe(root, { childList: true, subtree: true });
  observe(document);
  return {
    observe,
    flush() {
      for (let records; (records = observer.takeRecords()).length;) take(records);
    },
    scan: () => scan(document),
    stop: () => observer.disconnect(),
  };
}
