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
  const held = document.createDocumentFragment();
  const anchor = document.createComment('');
  let seen = new WeakSet<Node>();
  let current: VariantElement | undefined;

  const shown = (): readonly ChildNode[] => current?.nodes() ?? [];

  function defaultNodes(): ChildNode[] {
    const kept = new Set<Node>([anchor, ...shown(), ...variants.map(({ element }) => element)]);
    return [...block.childNodes].filter((node) => !kept.has(node));
  }

  function take(nodes: readonly ChildNode[]): void {
    for (const node of nodes) seen.add(node);
    held.append(...nodes);
  }

  function putVariant(): void {
    for (const node of shown()) {
      if (node === current?.element) current.element.removeAttribute('hidden');
      if (node !== current?.element || node.parentNode !== block) block.insertBefore(node, anchor);
    }
  }

  function removeVariant(): void {
    for (const node of shown()) {
      if (node === current?.element) current.element.setAttribute('hidden', '');
      else if (node.parentNode === block) node.remove();
    }
    current = undefined;
  }

  function putDefault(): void {
    block.insertBefore(held, anchor.parentNode === block ? anchor : null);
    anchor.remove();
    seen = new WeakSet();
  }

  return {
    show(variant) {
      if (current === variant) return;
      const wasDefault = !current;
      removeVariant();
      current = variant;
      if (!variant) return putDefault();
      if (wasDefault) {
        const nodes = defaultNodes();
        block.insertBefore(anchor, nodes[0] ?? null);
        take(nodes);
      }
      putVariant();
    },

    absorb: () => take(defaultNodes()),

    isUndone() {
      const added = defaultNodes();
      return (
        added.some(hasContent) &&
        (added.some((node) => seen.has(node)) ||
          [anchor, ...shown()].some((node) => node.parentNode !== block))
      );
    },

    reapply() {
      const added = defaultNodes();
      if (!added.some((node) => seen.has(node))) held.replaceChildren();
      if (anchor.parentNode !== block) block.insertBefore(anchor, added[0] ?? null);
      take(added);
      putVariant();
    },

    yieldToPage() {
      if (!defaultNodes().some((node) => seen.has(node))) held.replaceChildren();
      removeVariant();
      putDefault();
    },
  };
}

/** Whether a node is something to see rather than white space or a comment. */
export function hasContent(node: Node): boolean {
  return node instanceof Element || (node instanceof Text && node.data.trim() !== '');
}
