import type { Element } from './markup.js';
import { isComputed } from './template-code.js';

/** Whether there is something to see: surely, perhaps (a framework decides), or not. */
export type Content = 'yes' | 'perhaps' | 'no';

type Node = Element | { readonly text: string };

/** What is seen although it holds no text. */
const visible =
  /^(audio|button|canvas|embed|hr|iframe|img|input|math|meter|object|picture|progress|select|svg|textarea|video)$/;
const invisible = /^(link|meta|noscript|script|style|template|title)$/;

/** How many nodes are looked at: blocks within blocks by the thousand would each look through all that are in them. */
const MOST = 1000;

/** How much there is to see in some nodes. */
export function contentOf(nodes: readonly Node[], strict = false): Content {
  let found: Content = 'no';
  let left = MOST;
  const open: Node[] = [];
  const add = (more: readonly Node[]): void => {
    for (let index = more.length - 1; index >= 0; index--) {
      const node = more[index];
      if (node) open.push(node);
    }
  };
  add(nodes);
  for (let node = open.pop(); node; node = open.pop()) {
    if (!left--) return 'perhaps';
    if (!('name' in node)) {
      if (isComputed(node.text)) found = 'perhaps';
      // In a file with expressions, punctuation is what is left of them.
      else if (strict ? /[^\s\p{P}\p{S}]/u.test(node.text) : /\S/.test(node.text)) return 'yes';
    } else if (visible.test(node.name)) return 'yes';
    else if (node.isOpen || node.name.includes('-')) found = 'perhaps';
    else if (!invisible.test(node.name)) add(node.children);
  }
  return found;
}

/** Every element in some nodes, in the order of the document. */
export function* elementsIn(nodes: readonly Node[]): Generator<Element> {
  const open: Node[] = [...nodes].reverse();
  for (let node = open.pop(); node; node = open.pop()) {
    if (!('name' in node)) continue;
    yield node;
    for (let index = node.children.length - 1; index >= 0; index--) {
      const child = node.children[index];
      if (child) open.push(child);
    }
  }
}
