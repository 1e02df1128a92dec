import { call, own } from '../lib/own.js';
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
  /** The page has written variants anew. If it has written a default too, nothing of the old one counts. */
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
  /**
   * The default's nodes that were taken out, and what of the rest each stood behind. The page may put them back itself,
   * or throw them away for new ones.
   */
  const taken = new Map<Node, Node | null>();
  let current: VariantElement | undefined;

  const isHere = (node: Node): boolean => own(node, 'parentNode') === block;
  const shown = (): readonly ChildNode[] => (current ? [anchor, ...current.nodes()] : []);

  function defaultNodes(): readonly ChildNode[] {
    const kept = [...shown(), ...variants.map(({ element }) => element)];
    // A page may have put something of its own around what is shown.
    return [...own(block, 'childNodes')].filter(
      (node) => !kept.some((each) => call(node, 'contains', each)),
    );
  }

  /** At the anchor, or at the end if the page has taken that away. */
  function put(node: Node, before: Node | null = anchor): void {
    call(block, 'insertBefore', node, before && isHere(before) ? before : null);
  }

  function absorb(): void {
    const nodes = defaultNodes();
    for (const node of nodes) {
      const before = own(node, 'previousSibling');
      taken.set(node, (before && taken.get(before)) ?? before);
    }
    held.append(...nodes);
  }

  function drop(): void {
    held.replaceChildren();
    taken.clear();
  }

  /** What the page wrote anew replaces the default that was kept. */
  function dropReplaced(): void {
    if (![...taken.keys()].some(isHere)) drop();
  }

  function putVariant(): void {
    if (!isHere(anchor)) put(anchor, defaultNodes()[0] ?? null);
    absorb();
    const nodes = current?.nodes() ?? [];
    for (const node of [...nodes]) {
      if (node === current?.element) reveal(current.element);
      // A hidden element keeps its place among the variants.
      if (node !== current?.element || !isHere(node)) put(node);
    }
    // A script in the variant has put something beside itself.
    nodes.push(...defaultNodes());
  }

  function removeVariant(): void {
    for (const node of current?.nodes() ?? []) {
      if (node === current?.element) conceal(current.element, current.hidden);
      // Wherever the page has put it.
      else call(node, 'remove');
    }
  }

  function putDefault(): void {
    removeVariant();
    current = undefined;
    /** What follows each for now: a script that runs when it is put back may add to the block. */
    const places = new Map<Node | null, Node | null>();
    let base: Node | null = anchor;
    for (const node of [...held.childNodes]) {
      // What the page has added there stands behind what precedes it.
      base = taken.get(node) ?? (taken.has(node) ? null : base);
      if (base && !isHere(base)) base = anchor;
      let place = base === anchor ? base : places.get(base);
      if (place === undefined) place = base ? own(base, 'nextSibling') : own(block, 'firstChild');
      places.set(base, place);
      put(node, place);
    }
    anchor.remove();
    drop();
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
      ([...taken.keys()].some((node) => own(node, 'parentNode') !== held) ||
        !shown().every(isHere)),
    reapply() {
      dropReplaced();
      putVariant();
    },
    yieldToPage() {
      dropReplaced();
      putDefault();
    },
    forget() {
      if (defaultNodes().some(hasContent)) drop();
      putDefault();
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
