import { hasPending } from '../core/signal.js';
import { attribute } from './attributes.js';
import { isClosed } from './closed.js';
import type { CreateItem } from './item.js';
import { createSimpleItem } from './simple-item.js';

const MAX_LENGTH = 256;

/** An element whose text is a signal's value if there is one, and else what its author wrote. */
export const createToken: CreateItem = (element, host, paintedBefore) => {
  const path = element.getAttribute(attribute.text) ?? '';
  const held = new DocumentFragment();
  /** Our own text while it stands in for the author's. */
  let ours: Text | undefined;

  function restore(): void {
    if (ours?.parentNode === element) element.replaceChildren(held);
    ours = undefined;
  }

  return createSimpleItem<string | null>(element, host, paintedBefore, {
    read() {
      const value = host.read(path);
      if (hasPending(value)) return undefined;
      if (!/^(string|number|boolean)$/.test(typeof value)) return null;
      // While the author's text is still being parsed, the parser would append the rest of it to ours.
      return isClosed(element) ? String(value).slice(0, MAX_LENGTH) : undefined;
    },
    apply(text) {
      if (text === null) return restore();
      if (ours?.data === text && ours.parentNode === element) return;
      if (!ours) held.append(...element.childNodes);
      ours = new Text(text);
      element.replaceChildren(ours);
    },
    restore,
  });
};
