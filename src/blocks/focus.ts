import { own } from '../lib/own.js';

/**
 * Changes a block's content without losing the keyboard's place: if the focused element went away, the focus
 * moves to the element with the same id, else to the block, where a screen reader goes on reading.
 */
export function keepFocus(block: Element, change: () => void): void {
  const focused = (): Element | null => own(document, 'activeElement');
  const before = focused();
  const inside = before && before !== block && block.contains(before);
  change();
  if (!inside || focused() === before) return;
  const same = document.getElementById(before.id);
  const next = (block.contains(same) ? same : block) as HTMLElement;
  if (next === block && next.tabIndex < 0) {
    next.tabIndex = -1;
    next.addEventListener('blur', () => next.removeAttribute('tabindex'), { once: true });
  }
  next.focus({ preventScroll: true });
}
