import { parseAudience } from '../core/audience.js';
import type { Truth } from '../types.js';
import { attribute } from './attributes.js';
import { keepFocus } from './focus.js';
import type { Item, ItemHost } from './item.js';
import { createPresence } from './presence.js';

/**
 * An element with an audience that is no variant of a block: authored `hidden` it is shown when the audience
 * is true, authored visible it is hidden when the audience is false.
 */
export function createStandalone(
  element: Element,
  host: ItemHost,
  paintedBefore: boolean,
): Item | undefined {
  const text = element.getAttribute(attribute.for) ?? '';
  if (element instanceof HTMLTemplateElement) {
    host.report('variant-outside-block', 'put the template directly inside a block', text);
    return undefined;
  }
  host.checkAudience(text, text);
  const audience = parseAudience(text);
  const authored = element.getAttribute('hidden');
  const presence = createPresence(element, host, paintedBefore);
  let decided = false;

  function apply(visible: boolean): void {
    decided = true;
    if (visible !== element.hasAttribute('hidden')) return presence.show();
    keepFocus(element.parentElement ?? element, () =>
      visible ? element.removeAttribute('hidden') : element.setAttribute('hidden', authored ?? ''),
    );
    presence.show();
  }

  /** What the author wrote stands for a visitor who is held out. */
  function current(): Truth {
    const { holdout, audience: test } = host.decider();
    return holdout === false ? test(audience) : holdout && authored === null;
  }

  return {
    element,
    get undecided() {
      return !decided;
    },
    open: false,
    update() {
      if (decided) return;
      const truth = current();
      if (truth === undefined) presence.wait();
      else if (presence.maySwap()) apply(truth);
      else decided = true;
    },
    again({ force }) {
      const truth = current();
      if (truth !== undefined && (force || presence.maySwap())) apply(truth);
    },
    restore: () => apply(authored === null),
  };
}
