import { attribute } from './attributes.js';
import { keepFocus } from './focus.js';
import type { CreateItem } from './item.js';
import { createSimpleItem } from './simple-item.js';
import { conceal, reveal, unstyle } from './style.js';

/**
 * An element with an audience that is no variant of a block: authored `hidden` it is shown when the audience
 * is true, authored visible it is hidden when the audience is false.
 */
export const createStandalone: CreateItem = (element, host, paintedBefore) => {
  const audience = element.getAttribute(attribute.for) ?? '';
  if (element instanceof HTMLTemplateElement) {
    return void host.report(
      'variant-outside-block',
      audience,
      'put the template directly in a block',
    );
  }
  const authored = element.getAttribute('hidden');

  function show(visible: boolean): void {
    keepFocus(element.parentElement ?? element, () => {
      if (visible) reveal(element);
      else conceal(element, authored ?? '');
    });
  }

  return createSimpleItem<boolean>(element, host, paintedBefore, {
    read() {
      const { holdout, audience: test } = host.decider();
      // What the author wrote stands for a visitor who is held out.
      return holdout ? authored === null : test(audience, audience);
    },
    apply: show,
    restore() {
      show(authored === null);
      unstyle(element);
    },
  });
};
