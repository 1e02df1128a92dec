import { own } from '../lib/own.js';
import { isLoading } from '../lib/ready.js';

/**
 * Whether an element's end tag has been parsed. The parser has moved on as soon as anything follows the
 * element or one of its ancestors; before that there may be more to come. A table proves nothing: what has no place in
 * one is put before it while the table is still open (https://html.spec.whatwg.org/#foster-parent). Nor does what stands
 * after <body>: the page's own scripts put things there, the parser nothing but comments.
 */
export function isClosed(element: Node): boolean {
  if (!isLoading()) return true;
  for (
    let node: Node | null = element;
    node && !(node instanceof HTMLBodyElement);
    node = own(node, 'parentNode')
  ) {
    let next = own(node, 'nextSibling');
    while (next instanceof HTMLTableElement) next = own(next, 'nextSibling');
    if (next) return true;
  }
  return false;
}
