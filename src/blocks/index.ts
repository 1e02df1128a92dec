import { guard } from '../lib/report.js';
import type { Explanation } from '../types.js';
import { attribute } from './attributes.js';
import { createBlock } from './block.js';
import type { Item, ItemHost } from './item.js';
import { createStandalone } from './standalone.js';
import { createToken } from './tokens.js';
import { isVariant } from './variants.js';
import { watch } from './watch.js';

/** Every marked element of the page. */
export interface Blocks {
  /** Whether an element is still undecided. */
  readonly undecided: boolean;
  /** The blocks and what they show, in the order they were found. */
  readonly list: Explanation['blocks'];
  /** Something became known, or the document is parsed. */
  update(): void;
  /** Decides everything again; see {@link Item.again}. */
  again(options: { readonly force: boolean }): void;
  /** Stops watching and brings back what the author wrote. */
  stop(): void;
}

export interface BlocksOptions extends Omit<ItemHost, 'afterPaint'> {
  /** Whether the visitor saw the page before the script started. */
  readonly painted: boolean;
}

type Create = (element: Element, host: ItemHost, paintedBefore: boolean) => Item | undefined;

/** Which attribute makes an element which item. An element may be several at once. */
const kinds: readonly (readonly [attribute: string, create: Create])[] = [
  [attribute.block, createBlock],
  [attribute.for, createStandalone],
  [attribute.text, createToken],
];

export function watchBlocks({ painted, ...options }: BlocksOptions): Blocks {
  const items = new WeakMap<Element, readonly Item[]>();
  /** What is on the page, in the order it was found. */
  const active = new Set<Item>();
  /** What more of the page or another signal can still change. */
  const open = new Set<Item>();
  let seen: (() => void)[] = [];
  let paintedBefore = painted;

  const host: ItemHost = {
    ...options,
    afterPaint(run) {
      // One frame for all that became visible together. A hidden tab has no frames, and nothing is seen there.
      if (seen.push(run) > 1) return;
      requestAnimationFrame(() => {
        const all = seen;
        seen = [];
        for (const each of all) each();
      });
    },
  };

  function make(element: Element): readonly Item[] {
    return kinds
      .filter(([name]) => element.hasAttribute(name))
      .filter(([name]) => name !== attribute.for || !isVariantOfBlock(element))
      .map(([, create]) => create(element, host, paintedBefore))
      .filter((item) => item !== undefined);
  }

  function found(element: Element): void {
    const made = items.get(element) ?? make(element);
    items.set(element, made);
    for (const item of made) {
      active.add(item);
      refresh(item);
    }
  }

  /** What goes wrong with one item is its own affair: it shows what its author wrote. */
  function refresh(item: Item): void {
    attempt(item, () => item.update());
    if (item.undecided || item.open) open.add(item);
    else open.delete(item);
  }

  function attempt(item: Item, run: () => void): void {
    try {
      run();
    } catch (error) {
      options.report('exception', String(error), item.element.localName);
      guard(options.report, item.element.localName, () => item.restore());
    }
  }

  const watcher = watch(found, (parents) => {
    for (const parent of parents) {
      for (const item of items.get(parent as Element) ?? []) attempt(item, () => item.touched?.());
    }
    open.forEach(refresh);
  });
  paintedBefore = false;

  return {
    get undecided() {
      return [...open].some((item) => item.undecided);
    },
    get list() {
      return [...active].flatMap((item) => item.explain?.() ?? []);
    },
    update: () => open.forEach(refresh),
    again(options) {
      for (const item of active) {
        // What the page removed may be let go. What we hold ourselves lies in a fragment and may come back.
        if (item.element.getRootNode() instanceof Element) active.delete(item);
        else attempt(item, () => item.again(options));
      }
    },
    stop() {
      watcher.stop();
      for (const item of [...active].reverse()) attempt(item, () => item.restore());
    },
  };
}

function isVariantOfBlock(element: Element): boolean {
  return isVariant(element) && element.parentElement?.hasAttribute(attribute.block) === true;
}
