import type { Decider } from '../../core/choose.js';
import { every, not, some } from '../../core/truth.js';
import type { Choice, Truth } from '../../types.js';
import type { BlockItem, ElementItem, Item } from './page-items.js';
import type { BlockCount, ElementCount } from './result.js';

/** Counts what visitors see of one item of a page. */
interface Counter<Result> {
  /** @param isReached Whether the visitor sees what the item stands in. */
  add(decider: Decider, isReached: Truth): void;
  /** Whether the last visitor sees the element, or a variant of the block (-1 for its default). */
  shows(index: number): Truth;
  finish(): Result;
}

/** Counts what visitors see of a page. */
export interface ItemCounters {
  /** @returns Whether the visitor sees the default of every block that they see at all. */
  add(decider: Decider): Truth;
  finish(): { readonly blocks: readonly BlockCount[]; readonly elements: readonly ElementCount[] };
}

const self = (truth: Truth): Truth => truth;

export function createItemCounters(items: readonly Item[]): ItemCounters {
  const blocks = new Map<Item, Counter<BlockCount>>();
  const elements = new Map<Item, Counter<ElementCount>>();
  const counters = items.map((item) => {
    const counter = item.kind === 'block' ? countBlock(item) : countElement(item);
    if (item.kind === 'block') blocks.set(item, counter as Counter<BlockCount>);
    else elements.set(item, counter as Counter<ElementCount>);
    return counter;
  });

  return {
    add(decider) {
      let isDefault: Truth = true;
      for (const [number, item] of items.entries()) {
        const { within } = item;
        // What it stands in comes earlier.
        const isReached = within ? counters[within.item]?.shows(within.index) : true;
        const counter = counters[number];
        counter?.add(decider, isReached);
        if (item.kind === 'element') continue;
        isDefault = every([isDefault, some([not(isReached), counter?.shows(-1)], self)], self);
      }
      return isDefault;
    },
    finish: () => ({
      blocks: [...blocks.values()].map((counter) => counter.finish()),
      elements: [...elements.values()].map((counter) => counter.finish()),
    }),
  };
}

function countBlock({ block, line }: BlockItem): Counter<BlockCount> {
  const shown = block.variants.map(() => 0);
  let [byDefault, heldOut, unknown, elsewhere] = [0, 0, 0, 0];
  /** Of the last visitor; a block that is not there has none. */
  let choice: Choice | 'pending' | undefined;

  /** Whoever is in the plan's holdout sees the default, whatever would fit. */
  function choose(decider: Decider): Choice {
    const made = decider.choose(block);
    const isHeld = decider.holdout && made.state === 'pending';
    return isHeld ? { ...made, state: 'default', reason: 'global-holdout' } : made;
  }

  function count({ index, reason, state }: Choice): void {
    if (state === 'pending') unknown++;
    else if (index >= 0) shown[index] = (shown[index] ?? 0) + 1;
    else if (reason === 'no-match') byDefault++;
    else heldOut++;
  }

  return {
    add(decider, isReached) {
      choice = isReached ? choose(decider) : isReached === undefined ? 'pending' : undefined;
      if (choice === 'pending') unknown++;
      else if (choice) count(choice);
      else elsewhere++;
    },
    shows: (index) => {
      if (!choice) return false;
      return choice === 'pending' || choice.state === 'pending'
        ? undefined
        : choice.index === index;
    },
    finish: () => ({
      ...{ id: block.id, line },
      variants: block.variants.map(({ audience, name }, index) => ({
        name: name || nameOf(index),
        audience,
        visitors: shown[index] ?? 0,
      })),
      ...{ default: byDefault, heldOut, unknown, elsewhere },
    }),
  };

  /** As the core names what has no name: by its audience, and its place among those of the same. */
  function nameOf(index: number): string {
    const audience = block.variants[index]?.audience ?? '';
    const before = block.variants.slice(0, index).filter((other) => other.audience === audience);
    return before.length ? `${audience}#${before.length + 1}` : audience;
  }
}

function countElement({ audience, tag, line, isVisible }: ElementItem): Counter<ElementCount> {
  const counts = { shown: 0, hidden: 0, unknown: 0, elsewhere: 0 };
  let isShown: Truth;

  return {
    add(decider, isReached) {
      // What the author wrote stands for a visitor who is held out.
      const fits = decider.holdout ? isVisible : decider.audience(audience, `<${tag}>`);
      isShown = isReached && fits;
      if (isReached === false) counts.elsewhere++;
      else counts[isShown ? 'shown' : isShown === undefined ? 'unknown' : 'hidden']++;
    },
    shows: () => isShown,
    finish: () => ({ tag, audience, line, ...counts }),
  };
}
