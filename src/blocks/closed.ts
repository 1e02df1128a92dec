/** A form's fields can take the name of any property of it; the prototype's own getters cannot be shadowed. */
function getter(name: 'nextSibling' | 'parentNode'): (node: Node) => Node | null {
  const read = Object.getOwnPropertyDescriptor(Node.prototype, name)?.get;
  return (node) => (read ? (read.call(node) as Node | null) : node[name]);
}

const nextSibling = getter('nextSibling');
const parentNode = getter('parentNode');

/**
 * Whether an element's end tag has been parsed. The parser has moved on as soon as anything follows the
 * element or one of its ancestors; before that there may be more to come.
 */
export function isClosed(element: Node): boolean {
  if (document.readyState !== 'loading') return true;
  for (let node: Node | null = element; node; node = parentNode(node)) {
    if (nextSibling(node)) return true;
  }
  return false;
}
