import { own } from '../lib/own.js';
import { attribute, readAttribute } from './attributes.js';
import { keepFocus } from './focus.js';
import type { CreateItem } from './item.js';
import { createSimpleItem } from './simple-item.js';
import { conceal, reveal, unstyle } from './style.js';
import { isMetAsVariant } from './variants.js';

/**
 * An element with an audience that is no variant of a block: authored `hidden` it is shown when the audience
 * is true, authored visible it is hidden when the audience is false.
 */
export const createStandalone: CreateItem = (element, host, createPresence) => {
  const audience = readAttribute(element, attribute.for) ?? '';
  if (element instanceof HTMLTemplateElement) {
    return void host.report(
      'variant-outside-block',
      audience,
      'put the template directly in a block',
    );
  }
  const authored = readAttribute(element, 'hidden');
  isMetAsVariant.set(element, false);
  // The page's CSS may show it in spite of the attribute.
  if (authored !== null) conceal(element);

  function show(visible: boolean): void {
    keepFocus(own(element, 'parentElement') ?? element, () => {
      if (visible) reveal(element);
      else conceal(element, authored ?? '');
    });
  }

  return createSimpleItem<boolean>(element, createPresence(), {
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
