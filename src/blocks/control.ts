import { hasOwn } from '../core/signal.js';
import { attribute, readAttribute, setAttribute } from './attributes.js';
import type { CreateItem } from './item.js';

/** A button of the visitor's own: forget me, grant, deny, show me the default. Its state is in `aria-pressed`. */
export const createControl: CreateItem = (element, host) => {
  const name = readAttribute(element, attribute.control) ?? '';
  const control = hasOwn(host.controls, name) ? host.controls[name] : undefined;
  if (!control) return void host.report('control', name, 'expected forget, grant, deny or default');
  const before = element.getAttribute('aria-pressed');
  const press = (): void => control.press();

  function show(): void {
    element.addEventListener('click', press);
    if (control?.isPressed) setAttribute(element, 'aria-pressed', String(control.isPressed()));
  }

  return {
    element,
    undecided: () => false,
    // Something else may press it: the page's own dialogue, another tab.
    open: () => true,
    update: show,
    again: show,
    restore() {
      element.removeEventListener('click', press);
      if (before === null) element.removeAttribute('aria-pressed');
      else element.setAttribute('aria-pressed', before);
    },
  };
};
