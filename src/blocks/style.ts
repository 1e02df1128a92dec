import { call, own } from '../lib/own.js';

/**
 * Overrides inline styles through the CSSOM: a style attribute or a <style> element would need 'unsafe-inline'
 * under CSP.
 *
 * @returns A function that brings the author's own values back. If all are as ours, the page has cloned an element that
 *   was hidden here: they go.
 */
function override(element: Element, styles: Readonly<Record<string, string>>): () => void {
  const style = own(element as HTMLElement, 'style') as CSSStyleDeclaration | undefined;
  const names = Object.keys(styles);
  const isCopy = names.every(
    (name) => style?.getPropertyPriority(name) && style.getPropertyValue(name) === styles[name],
  );
  const before = names.map(
    (name) =>
      [
        name,
        isCopy ? '' : (style?.getPropertyValue(name) ?? ''),
        style?.getPropertyPriority(name),
      ] as const,
  );
  for (const [name, value] of Object.entries(styles)) style?.setProperty(name, value, 'important');
  return () => {
    for (const saved of before) style?.setProperty(...saved);
    if (!call(element, 'getAttribute', 'style')) call(element, 'removeAttribute', 'style');
  };
}

/** The box stays, so that nothing moves. Opacity, because a child may be `visibility: visible` by itself. */
const veil = { visibility: 'hidden', opacity: '0' };

/** Hides what nobody has seen. @returns A function that undoes it. */
export const hide = (element: Element): (() => void) => override(element, veil);

/** What brings each element back that is hidden here. */
const concealed = new WeakMap<Element, () => void>();

/** Hides an element whatever the page's CSS says of its `display`, which beats the `hidden` attribute alone. */
export function conceal(element: Element, value = ''): void {
  if (!call(element, 'hasAttribute', 'hidden')) call(element, 'setAttribute', 'hidden', value);
  if (!concealed.has(element)) concealed.set(element, override(element, { display: 'none' }));
}

/** Undoes our hiding; the author's own `hidden` goes too. */
export function reveal(element: Element): void {
  call(element, 'removeAttribute', 'hidden');
  unstyle(element);
}

/** Takes back what {@link conceal} did beside the attribute. */
export function unstyle(element: Element): void {
  concealed.get(element)?.();
  concealed.delete(element);
}
