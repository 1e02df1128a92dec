import { own } from '../lib/own.js';
import { isLoading } from '../lib/ready.js';

/**
 * Whether an element's end tag has been parsed. The parser has moved on as soon as anything follows the
 * element or one of its ancestors; before that there may be more to come.
 */
export function isClosed(element: Node): boolean {
  if (!isLoading()) return true;
  for (let node: Node | null = element; node; node = own(node, 'parentNode')) {
    if (own(node, 'nextSibling')) return true;
  }
  return false;
}
