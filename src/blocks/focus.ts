/**
 * Changes a block's content without losing the keyboard's place: if the focus was inside and its element
 * went away, it moves to the element with the same id, else to the block, as a screen reader would expect.
 */
export function keepFocus(block: Element, change: () => void): void {
  const before = document.activeElement;
  const inside = before !== null && before !== block && block.contains(before);
  change();
  if (!inside || document.activeElement === before) return;
  const same = before.id && document.getElementById(before.id);
  const next = (same && block.contains(same) ? same : block) as HTMLElement;
  if (next === block && !block.hasAttribute('tabindex')) {
    next.tabIndex = -1;
    next.addEventListener('blur', () => next.removeAttribute('tabindex'), { once: true });
  }
  next.focus({ preventScroll: true });
}
