import { hasPending } from '../core/signal.js';
import { attribute } from './attributes.js';
import { isClosed } from './closed.js';
import type { Item, ItemHost } from './item.js';
import { createPresence } from './presence.js';

const MAX_LENGTH = 256;

/** An element whose text is a signal's value if there is one, and else what its author wrote. */
export function createToken(element: Element, host: ItemHost, paintedBefore: boolean): Item {
  const path = element.getAttribute(attribute.text) ?? '';
  const presence = createPresence(element, host, paintedBefore);
  const held = document.createDocumentFragment();
  /** Our own text while it stands in for the author's. */
  let text: Text | undefined;
  let decided = false;

  function restore(): void {
    if (text?.parentNode === element) element.replaceChildren(held);
    text = undefined;
    presence.show();
  }

  function apply(value: unknown): void {
    decided = true;
    if (!isText(value)) return restore();
    const content = String(value).slice(0, MAX_LENGTH);
    if (text?.data !== content) {
      if (!text) held.append(...element.childNodes);
      text = document.createTextNode(content);
      element.replaceChildren(text);
    }
    presence.show();
  }

  return {
    element,
    get undecided() {
      return !decided;
    },
    open: false,
    update() {
      if (decided) return;
      const value = host.read(path);
      // While the author's text is still being parsed, the parser would append the rest of it to ours.
      const early = isText(value) && !isClosed(element);
      if (hasPending(value) || early) presence.wait();
      else if (presence.maySwap()) apply(value);
      else decided = true;
    },
    again({ force }) {
      const value = host.read(path);
      if (!hasPending(value) && (force || presence.maySwap())) apply(value);
    },
    restore,
  };
}

function isText(value: unknown): value is string | number | boolean {
  return ['string', 'number', 'boolean'].includes(typeof value);
}
