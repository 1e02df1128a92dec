import { call, own } from '../lib/own.js';

import { setAttribute } from './attributes.js';

/**
 * Changes a block's content without losing the keyboard's place: if the focused element went away, the focus
 * moves to the element with the same id, else to the block, where a screen reader goes on reading.
 */
export function keepFocus(block: Element, change: () => void): void {
  const focused = (): Element | null => own(document, 'activeElement');
  const before = focused();
  const inside = before && before !== block && call(block, 'contains', before);
  change();
  if (!inside || focused() === before) return;
  const same = call(document, 'getElementById', before.id);
  const next = (call(block, 'contains', same) ? same : block) as HTMLElement;
  if (next === block && own(next, 'tabIndex') < 0) {
    setAttribute(next, 'tabindex', '-1');
    const leave = (): void => call(next, 'removeAttribute', 'tabindex');
    call(next, 'addEventListener', 'blur', leave, { once: true });
  }
  call(next, 'focus', { preventScroll: true });
}
