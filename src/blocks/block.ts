import type { Choice } from '../types.js';
import { attribute, readBlockId, readHoldout, setAttribute } from './attributes.js';
import { isClosed } from './closed.js';
import { keepFocus } from './focus.js';
import type { Item, ItemHost } from './item.js';
import { createPresence } from './presence.js';
import { createSwapper, hasContent } from './swap.js';
import { createVariant, isVariant, type VariantElement } from './variants.js';

const waiting: Choice = { state: 'pending', index: -1, name: 'default', reason: 'unknown' };

/** How often a swap that the page undoes is put back before the block is left to the page. */
const MAX_REAPPLY = 3;

/**
 * One block, from the moment its start tag is parsed.
 *
 * Its children arrive bit by bit. Variants that open the block decide as soon as the default begins: nothing
 * had to be hidden, and if none of them matches the default streams in. A block that opens with default
 * content is hidden until its end tag, since a variant may follow. Variants after the default of a block that
 * opened with others have their say when those did not match, if the default was not painted meanwhile.
 */
export function createBlock(
  element: Element,
  host: ItemHost,
  paintedBefore: boolean,
): Item | undefined {
  const { report } = host;
  const id = readBlockId(element, report);
  if (id === undefined) return undefined;
  const holdout = readHoldout(element, id, report);
  const presence = createPresence(element, host, paintedBefore);
  const variants: VariantElement[] = [];
  const swapper = createSwapper(element, variants);
  /** How many variants stood before the first default content. */
  let leading = 0;
  let defaultBegan = false;
  let closed = false;
  let choice: Choice | undefined;
  let reapplied = 0;

  function scan(): void {
    closed ||= isClosed(element);
    for (const child of element.childNodes) {
      if (child instanceof Element && variants.some((variant) => variant.element === child))
        continue;
      if (child instanceof Element && isVariant(child)) {
        variants.push(addVariant(child));
        if (!defaultBegan) leading = variants.length;
      } else {
        defaultBegan ||= hasContent(child);
      }
    }
  }

  function addVariant(child: Element): VariantElement {
    const variant = createVariant(child, id as string, report);
    host.checkAudience(variant.spec.audience, id as string);
    return variant;
  }

  function choose(count: number): Choice {
    const specs = variants.slice(0, count).map(({ spec }) => spec);
    return host.decider().choose({ id: id as string, holdout, variants: specs });
  }

  /** The choice as far as the block has been parsed; `undefined` while a later part could change it. */
  function current(): Choice | undefined {
    if (!closed && !(defaultBegan && leading)) return undefined;
    const early = leading ? choose(leading) : undefined;
    if (early && early.reason !== 'no-match') return early;
    return closed ? choose(variants.length) : undefined;
  }

  function write(state: Choice['state'], name: string): void {
    setAttribute(element, attribute.state, state);
    setAttribute(element, attribute.shown, name);
  }

  function toDefault(from: Choice, reason: Choice['reason']): Choice {
    return { ...from, state: 'default', index: -1, name: 'default', reason };
  }

  /** Tells listeners what is about to change. @returns Whether none of them objects. */
  function announce({ name, audience }: Choice): boolean {
    const detail = { block: id as string, variant: name, audience };
    host.onSwap(detail);
    return element.dispatchEvent(
      new CustomEvent('tailorbird:swap', { bubbles: true, cancelable: true, detail }),
    );
  }

  /** Shows a choice. `tailorbird:swap` may cancel what is not yet shown. */
  function apply(next: Choice): void {
    const shown = choice?.index ?? -1;
    if (next.index !== shown) {
      if (!announce(next)) next = shown < 0 || !choice ? toDefault(next, 'canceled') : choice;
      keepFocus(element, () => swapper.show(variants[next.index]));
    }
    choice = next;
    presence.show();
    write(next.state, next.name);
  }

  return {
    element,
    get undecided() {
      return !choice;
    },
    get open() {
      return !closed;
    },

    update() {
      scan();
      if (choice) return;
      const next = current();
      if (next && next.state !== 'pending') {
        return apply(next.index < 0 || presence.maySwap() ? next : toDefault(next, 'late'));
      }
      const nothingToSee = !defaultBegan && !closed && leading > 0;
      const streams = !next && leading > 0;
      if (nothingToSee) write('pending', 'default');
      else if (streams) presence.show();
      else if (presence.wait()) return write('pending', 'default');
      if (!nothingToSee) write('default', 'default');
    },

    again({ force }) {
      if (!choice) return this.update();
      if (force) reapplied = 0;
      const next = current();
      if (!next || next.state === 'pending' || (choice.reason === 'yielded' && !force)) return;
      if (next.index === choice.index) choice = next;
      else if (force || presence.maySwap()) apply(next);
    },

    touched() {
      const streaming = !closed;
      const known = variants.length;
      scan();
      if (!choice) return this.update();
      if (choice.index < 0) {
        if (variants.length > known) this.again({ force: false });
      } else if (!swapper.isUndone()) {
        if (streaming) swapper.absorb();
      } else if (reapplied++ < MAX_REAPPLY) {
        keepFocus(element, swapper.reapply);
      } else {
        keepFocus(element, swapper.yieldToPage);
        choice = toDefault(choice, 'yielded');
        write('default', 'default');
        report('yielded', 'the page keeps undoing the swap, so the page has its way', id);
      }
    },

    explain: () => ({ id, ...(choice ?? waiting) }),

    restore() {
      keepFocus(element, () => swapper.show(undefined));
      presence.show();
      element.removeAttribute(attribute.state);
      element.removeAttribute(attribute.shown);
    },
  };
}
