import { hasPending } from '../core/signal.js';
import { call, own } from '../lib/own.js';
import { attribute, hasAttribute, readAttribute } from './attributes.js';
import { isClosed } from './closed.js';
import type { CreateItem } from './item.js';
import { createSimpleItem } from './simple-item.js';

const MAX_LENGTH = 256;

/** An element whose text is a signal's value if there is one, and else what its author wrote. */
export const createToken: CreateItem = (element, host, createPresence) => {
  const path = readAttribute(element, attribute.text) ?? '';
  // A text in the place of a block's variants, or a text that runs.
  if (
    hasAttribute(element, attribute.block) ||
    /^(script|style)$/.test(own(element, 'localName'))
  ) {
    return void host.report('text-element', path, 'put an element for the text in or around it');
  }
  const held = new DocumentFragment();
  /** Our own text, which stands in for the author's. */
  const ours = new Text();
  /** Next to a text node the parser would append to ours. */
  const end = new Comment();
  const isHere = (): boolean => call(element, 'contains', ours);

  function restore(): void {
    end.remove();
    if (isHere()) ours.replaceWith(held);
  }

  const item = createSimpleItem<string | null>(element, createPresence(), {
    read() {
      const value = host.read(path);
      if (hasPending(value)) return undefined;
      if (!/^(string|number|boolean)$/.test(typeof value)) return null;
      // While the author's text is still being parsed, the parser would append the rest of it to ours.
      return isClosed(element) ? String(value).slice(0, MAX_LENGTH) : undefined;
    },
    apply(text) {
      if (text === null) return restore();
      if (ours.data !== text) ours.data = text;
      if (isHere()) return;
      // The author's, or what the page has written since.
      held.replaceChildren(...own(element, 'childNodes'));
      call(element, 'append', ours, end);
    },
    restore,
  });

  return {
    ...item,
    /** What the page adds to the end of `<body>` makes an element look complete that the parser is still in. */
    touched() {
      if (!host.streaming() || !isHere()) return;
      for (const node of [...own(element, 'childNodes')]) {
        if (node !== end && !call(node, 'contains', ours)) held.append(node);
      }
    },
  };
};
