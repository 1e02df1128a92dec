import { call, own } from '../lib/own.js';
import { isLoading } from '../lib/ready.js';
import type { Explanation } from '../types.js';
import { attribute, hasAttribute } from './attributes.js';
import { createBlock } from './block.js';
import { createControl } from './control.js';
import type { CreateItem, Item, ItemHost } from './item.js';
import { createPresence } from './presence.js';
import { hide } from './style.js';
import { createStandalone } from './standalone.js';
import { createToken } from './token.js';
import { createTopic } from './topic.js';
import { isVariant } from './variants.js';
import { watch } from './watch.js';

/** Every marked element of the page. */
export interface Blocks {
  /** Whether an element is still undecided. */
  undecided(): boolean;
  /** Something became known. */
  update(): void;
  /** The document is parsed: from now on what changes is changed by the page. */
  parsed(): void;
  /** Decides everything again; see {@link Item.again}. */
  again(force: boolean): void;
  /** The blocks and what they show, in the order they were found. */
  explain(): Explanation['blocks'];
  /** Stops watching and brings back what the author wrote. */
  stop(): void;
}

/** Which attribute makes an element which item. An element may be several at once. */
const kinds: readonly (readonly [attribute: string, create: CreateItem])[] = [
  [attribute.block, createBlock],
  [attribute.for, createStandalone],
  [attribute.text, createToken],
  [attribute.topic, createTopic],
  [attribute.control, createControl],
];

/** @param paintedBefore The visitor saw the page before the script started. */
export function watchBlocks(
  options: Omit<ItemHost, 'afterPaint' | 'streaming' | 'takeOut' | 'countReplaced'>,
  paintedBefore: boolean,
): Blocks {
  const items = new WeakMap<Node, readonly Item[]>();
  /** What is on the page, in the order it was found. */
  const active = new Set<Item>();
  /** What more of the page or another signal can still change. */
  const open = new Set<Item>();
  const painting: (() => void)[] = [];
  /** The last block of each id that was met in this task, and how many there were before it. */
  const latest = new Map<string, readonly [block: Element, before: number]>();
  let streaming = true;

  const host: ItemHost = {
    ...options,
    streaming: () => streaming,
    takeOut(nodes) {
      if (streaming) watcher.observe(nodes);
      return nodes;
    },
    countReplaced(id, element) {
      if (!latest.size) setTimeout(() => latest.clear());
      const [last, before = 0] = latest.get(id) ?? [];
      const count = last && isAway(last) ? before + 1 : 0;
      latest.set(id, [element, count]);
      return count;
    },
    afterPaint(run) {
      // One frame for all that became visible together. A hidden tab has no frames, and nothing is seen there.
      if (painting.push(run) > 1) return;
      requestAnimationFrame(() => {
        for (const each of painting.splice(0)) each();
      });
    },
  };

  function found(element: Element): void {
    const before = items.get(element);
    // Met as a variant, it was no item; moved out of its block it stands alone.
    const known = before?.length ? before : undefined;
    const presence = createPresence(element, host, paintedBefore);
    // The copy of an element that was hidden just then would stay so for ever.
    if (!known && hasAttribute(element, 'style')) guard(element, () => hide(element)());
    const made =
      known ??
      kinds.flatMap(
        ([name, create]) =>
          guard(element, () =>
            hasAttribute(element, name) && !(name === attribute.for && isVariantOfBlock(element))
              ? create(element, host, presence)
              : [],
          ) ?? [],
      );
    items.set(element, made);
    for (const item of made) {
      // What was away may have missed a decision; nobody sees it yet.
      if (known && !active.has(item)) attempt(item, () => item.again(true));
      active.add(item);
      refresh(item);
    }
  }

  function refresh(item: Item): void {
    attempt(item, () => {
      item.update();
      if (item.open()) open.add(item);
      else open.delete(item);
    });
  }

  /** It may come back, and then as it was written. */
  function letGo(item: Item): void {
    active.delete(item);
    open.delete(item);
    item.restore();
  }

  /** What goes wrong with one item is its own affair: it shows what its author wrote, until the page is looked through anew. */
  function attempt(item: Item, run: (() => void) | undefined): void {
    const { element } = item;
    guard(element, () => {
      try {
        run?.();
      } catch (error) {
        letGo(item);
        throw error;
      }
    });
  }

  function guard<T>(element: Element, run: () => T): T | undefined {
    try {
      return run();
    } catch (error) {
      return void options.report('exception', own(element, 'localName'), String(error));
    }
  }

  const watcher = watch(found, (parents, isFirst) => {
    for (const parent of parents) {
      for (const item of items.get(parent) ?? []) {
        if (active.has(item)) attempt(item, isFirst ? item.moved : item.touched);
      }
    }
    if (isFirst) return;
    open.forEach(refresh);
    // A page may open its document again.
    streaming = isLoading();
  });
  // First observe, then look: what a block shows may hold marked elements of its own.
  watcher.scan();
  paintedBefore = false;

  return {
    undecided() {
      // A variant that has just been put there may hold what waits.
      watcher.flush();
      return [...open].some((item) => item.undecided());
    },
    update: () => open.forEach(refresh),
    parsed() {
      // The last batch may not have been told yet; it still is the parser's.
      watcher.flush();
      streaming = false;
      open.forEach(refresh);
    },
    again(force) {
      if (force) watcher.scan();
      for (const item of active) {
        attempt(item, () => {
          if (isAway(item.element)) letGo(item);
          else item.again(force);
        });
      }
    },
    explain: () =>
      [...active]
        .filter(({ element }) => !isAway(element))
        .flatMap((item) => item.explain?.() ?? []),
    stop() {
      watcher.stop();
      open.clear();
      for (const item of [...active].reverse()) attempt(item, item.restore);
    },
  };
}

/** Whether the page has removed an element. What we hold ourselves lies in a fragment. */
function isAway(element: Element): boolean {
  return call(element, 'getRootNode') instanceof Element;
}

function isVariantOfBlock(element: Element): boolean {
  const parent = own(element, 'parentElement');
  return isVariant(element) && !!parent && hasAttribute(parent, attribute.block);
}
