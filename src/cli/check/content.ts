import type { Element } from './markup.js';
import { isComputed } from './template-code.js';

/** Whether there is something to see: surely, perhaps (a framework decides), or not. */
export type Content = 'yes' | 'perhaps' | 'no';

type Node = Element | { readonly text: string };

/** What is seen although it holds no text. */
const visible =
  /^(audio|button|canvas|embed|hr|iframe|img|input|math|meter|object|picture|progress|select|svg|textarea|video)$/;
const invisible = /^(link|meta|noscript|script|style|template|title)$/;

/** What is in elements: blocks within blocks by the thousand would each look through all that are in them. */
const known = new WeakMap<Element, Content>();

/** How much there is to see in some nodes. */
export function contentOf(nodes: readonly Node[], strict = false): Content {
  const open: Node[] = [...nodes];
  const inside: Element[] = [];
  // Without recursion: a page may be nested deeper than calls can be.
  for (let node = open.pop(); node; node = open.pop()) {
    if (!('name' in node) || contentAlone(node, strict) || known.has(node)) continue;
    inside.push(node);
    for (const child of node.children) open.push(child);
  }
  // What an element is in comes before it, so here after it.
  for (const element of inside.reverse()) known.set(element, together(element.children, strict));
  return together(nodes, strict);
}

function together(nodes: readonly Node[], strict: boolean): Content {
  let found: Content = 'no';
  for (const node of nodes) {
    const content = contentAlone(node, strict) ?? ('name' in node ? known.get(node) : undefined);
    if (content === 'yes') return 'yes';
    if (content === 'perhaps') found = 'perhaps';
  }
  return found;
}

/** How much there is to see of a text, or of an element whatever is in it; `undefined` where that depends on it. */
function contentAlone(node: Node, strict: boolean): Content | undefined {
  if (!('name' in node)) {
    if (isComputed(node.text)) return 'perhaps';
    // In a file with expressions, punctuation is what is left of them.
    return (strict ? /[^\s\p{P}\p{S}]/u : /\S/).test(node.text) ? 'yes' : 'no';
  }
  if (visible.test(node.name)) return 'yes';
  if (node.isOpen || node.name.includes('-')) return 'perhaps';
  return invisible.test(node.name) ? 'no' : undefined;
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
