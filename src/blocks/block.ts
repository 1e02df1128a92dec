import { emit } from '../events/emit.js';
import type { Choice } from '../types.js';
import { mark } from '../lib/mark.js';
import { call, own } from '../lib/own.js';
import { attribute, readBlockId, readNumber, setAttribute } from './attributes.js';
import { isClosed } from './closed.js';
import { keepFocus } from './focus.js';
import type { CreateItem } from './item.js';
import { unstyle } from './style.js';
import { createSwapper, hasContent } from './swap.js';
import { createVariant, isVariant, type VariantElement } from './variants.js';

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
export const createBlock: CreateItem = (element, host, createPresence) => {
  const id = readBlockId(element, host.report) ?? '';
  if (!id) return undefined;
  const holdout = readNumber(element, attribute.holdout, 1, id, host.report);
  const presence = createPresence();
  const variants: VariantElement[] = [];
  const swapper = createSwapper(element, variants, host.takeOut);
  /** How many variants stood before the first default content. */
  let leading = 0;
  let defaultBegan = false;
  /** At the last look there was nothing to see, though the element itself may be shown by an audience of its own. */
  let bare = false;
  let closed = false;
  let choice: Choice | undefined;
  /** A page may answer a swap with a new block as well: within one task that would never end. */
  const replaced = host.countReplaced(id, element);
  let reapplied = 0;

  /** Takes in what has been parsed since the last look. @returns Whether the block was written anew. */
  function scan(): boolean {
    closed ||= isClosed(element);
    const found: VariantElement[] = [];
    let before = 0;
    let began = false;
    for (const child of own(element, 'childNodes')) {
      if (child instanceof Element && isVariant(child)) {
        found.push(
          variants.find((variant) => variant.element === child) ??
            createVariant(child, id, host.report),
        );
        if (!began) before++;
      } else began ||= hasContent(child);
    }
    // New variants in the place of old ones: a framework has rendered the whole block again.
    const isNew = found.some((variant) => !variants.includes(variant));
    const isAnew = isNew && !variants.every((variant) => found.includes(variant));
    if (!choice || isAnew) {
      leading = before;
      defaultBegan ||= began;
    }
    if (!isNew && (choice ?? found.length === variants.length)) return false;
    const shown = choice && variants[choice.index];
    for (const { element: gone } of variants.splice(0, Infinity, ...found)) {
      if (own(gone, 'parentNode') !== element) unstyle(gone);
    }
    if (choice) choice = { ...choice, index: shown ? variants.indexOf(shown) : -1 };
    return isAnew;
  }

  function choose(count: number): Choice {
    const specs = variants.slice(0, count).map(({ spec }) => spec);
    return host.decider().choose({ id, holdout, variants: specs });
  }

  /** The choice as far as the block has been parsed; `undefined` while a later part could change it. */
  function current(): Choice | undefined {
    const early = leading && (closed || defaultBegan) ? choose(leading) : undefined;
    if (early && early.reason !== 'no-match') return early;
    return closed ? choose(variants.length) : undefined;
  }

  function write(state: Choice['state'], name = 'default'): void {
    setAttribute(element, attribute.state, state);
    setAttribute(element, attribute.shown, name);
  }

  function toDefault(from: Choice, reason: Choice['reason']): Choice {
    return { ...from, state: 'default', index: -1, name: 'default', reason };
  }

  /** Shows a choice. `tailorbird:swap` may cancel what is not yet shown. */
  function apply(next: Choice): void {
    if (next.index !== (choice?.index ?? -1)) {
      const { name, audience } = next;
      if (!emit('swap', { block: id, variant: name, audience }, element)) {
        next = choice && choice.index >= 0 ? choice : toDefault(next, 'canceled');
      }
      keepFocus(element, () => swapper.show(variants[next.index]));
      mark('swap', id);
    }
    choice = next;
    presence.show();
    write(next.state, next.name);
  }

  function expose(decided: Choice, may: boolean): void {
    host.expose(element, id, decided, may && choice?.reason !== 'canceled');
  }

  function again(force: boolean): void {
    if (force) reapplied = 0;
    const next = current();
    if (!next || next.state === 'pending') return;
    if (choice && next.index === choice.index) {
      if (!force) return;
      choice = next;
    } else if (force || (choice && choice.reason !== 'yielded' && presence.maySwap())) {
      apply(next);
    } else return;
    expose(next, true);
  }

  function update(): void {
    if (scan() && choice) {
      swapper.forget();
      choice = undefined;
      if (reapplied++ >= MAX_REAPPLY) return yieldToPage();
    }
    if (choice) return;
    if (replaced >= MAX_REAPPLY) return yieldToPage();
    const next = current();
    const wasBare = bare;
    bare = !next && !defaultBegan;
    if (next && next.state !== 'pending') {
      // Asked in a holdout too: what is told must be alike in every arm.
      const may = next.audience === undefined || wasBare || presence.maySwap();
      apply(next.index < 0 || may ? next : toDefault(next, 'late'));
      expose(next, may);
    } else if (bare) {
      // Nothing but variants so far: there is nothing to see or to hide.
      write(host.mayHide() ? 'pending' : 'default');
    } else if (leading && !next) {
      presence.show(); // The default streams in.
      write('default');
    } else {
      write(presence.wait(wasBare) ? 'pending' : 'default');
    }
  }

  function yieldToPage(): void {
    choice = { state: 'default', index: -1, name: 'default', reason: 'yielded' };
    presence.show();
    write('default');
    host.report('yielded', id, 'the page keeps undoing the swap');
  }

  return {
    element,
    undecided: () => !choice,
    open: () => !choice || !closed,
    update,
    again,

    moved() {
      if (!host.streaming() || !swapper.isMoved()) return;
      // The parser repairs what is nested wrongly, and has given the block's content to another element.
      swapper.show(undefined);
      choice = undefined;
    },

    touched() {
      const known = variants.length;
      update();
      if (!choice || choice.index < 0) {
        if (variants.length > known) again(false);
      } else if (!swapper.isUndone()) {
        if (host.streaming()) swapper.absorb();
      } else if (reapplied++ < MAX_REAPPLY) {
        keepFocus(element, swapper.reapply);
      } else {
        keepFocus(element, swapper.yieldToPage);
        yieldToPage();
      }
    },

    restore() {
      choice = undefined;
      presence.show();
      keepFocus(element, swapper.restore);
      call(element, 'removeAttribute', attribute.state);
      call(element, 'removeAttribute', attribute.shown);
    },

    explain: () => ({
      id,
      ...(choice ?? { state: 'pending', index: -1, name: 'default', reason: 'unknown' }),
    }),
  };
};
