import { conceal, reveal, unstyle } from './style.js';
import type { VariantElement } from './variants.js';

/** Puts a variant in the place of a block's default and back. The default's own nodes are kept. */
export interface Swapper {
  /** Shows a variant, or the default for `undefined`. */
  show(variant: VariantElement | undefined): void;
  /** Takes in default content that the parser adds while a variant is shown. */
  absorb(): void;
  /** Whether the page has put content of its own where the variant stood. */
  isUndone(): boolean;
  /** Shows the variant again; what the page put there is the default from now on. */
  reapply(): void;
  /** Leaves the block to the page, as the page last wrote it. */
  yieldToPage(): void;
  /** The page has written the block anew, variants and all: nothing of the old one counts. */
  forget(): void;
  /** Brings back what the author wrote, hidden elements included. */
  restore(): void;
}

/**
 * @param variants The block's variants; these children are never default content.
 *
 * The default is taken out rather than hidden: text nodes cannot be hidden, and a parser that is still inside
 * the default goes on filling the detached nodes. An empty comment marks the place and stays the last node
 * before whatever the parser adds: next to a text node it would append to the variant's own text
 * (https://html.spec.whatwg.org/#insert-a-character).
 */
export function createSwapper(block: Element, variants: readonly VariantElement[]): Swapper {
  const held = new DocumentFragment();
  const anchor = new Comment();
  /** The default's nodes that were taken out; the page may put them back itself, or throw them away for new ones. */
  let taken: readonly ChildNode[] = [];
  let current: VariantElement | undefined;

  const isHere = (node: Node): boolean => node.parentNode === block;
  const shown = (): readonly ChildNode[] => (current ? [anchor, ...current.nodes()] : []);

  function defaultNodes(): readonly ChildNode[] {
    const kept = new Set<Node>([...shown(), ...variants.map(({ element }) => element)]);
    return [...block.childNodes].filter((node) => !kept.has(node));
  }

  function absorb(): void {
    const nodes = defaultNodes();
    taken = [...taken, ...nodes];
    held.append(...nodes);
  }

  /** What the page wrote anew replaces the default that was kept. */
  function dropReplaced(): void {
    if (!taken.some(isHere)) {
      held.replaceChildren();
      taken = [];
    }
  }

  function putVariant(): void {
    if (!isHere(anchor)) block.insertBefore(anchor, defaultNodes()[0] ?? null);
    absorb();
    for (const node of current?.nodes() ?? []) {
      if (node === current?.element) reveal(current.element);
      // A hidden element keeps its place among the variants.
      if (node !== current?.element || !isHere(node)) block.insertBefore(node, anchor);
    }
  }

  function removeVariant(): void {
    for (const node of current?.nodes() ?? []) {
      if (node === current?.element) conceal(current.element, current.hidden);
      else if (isHere(node)) node.remove();
    }
  }

  function putDefault(): void {
    removeVariant();
    current = undefined;
    block.insertBefore(held, isHere(anchor) ? anchor : null);
    anchor.remove();
    taken = [];
  }

  return {
    show(variant) {
      if (current === variant) return;
      if (!variant) return putDefault();
      removeVariant();
      current = variant;
      putVariant();
    },
    absorb,
    isUndone: () =>
      defaultNodes().some(hasContent) &&
      (taken.some((node) => node.parentNode !== held) || !shown().every(isHere)),
    reapply() {
      dropReplaced();
      putVariant();
    },
    yieldToPage() {
      dropReplaced();
      putDefault();
    },
    forget() {
      current = undefined;
      anchor.remove();
      held.replaceChildren();
      taken = [];
    },
    restore() {
      if (current) putDefault();
      for (const { element } of variants) unstyle(element);
    },
  };
}

/** Whether a node is something to see rather than white space or a comment. */
export function hasContent(node: Node): boolean {
  return node instanceof Element || (node instanceof Text && /\S/.test(node.data));
}
