import { call, own } from '../lib/own.js';
import { conceal, reveal, unstyle } from './style.js';
import type { ItemHost } from './item.js';
import type { VariantElement } from './variants.js';

/** Puts a variant in the place of a block's default and back. The default's own nodes are kept. */
export interface Swapper {
  /** Shows a variant, or the default for `undefined`. */
  show(variant: VariantElement | undefined): void;
  /** Takes in default content that the parser adds while a variant is shown. */
  absorb(): void;
  /** Whether what marks the default's place stands in another element now. */
  isMoved(): boolean;
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
 * the default goes on filling the detached nodes. An empty comment marks the place of each run of nodes, as variants
 * may stand between them. The first marks the variant's too, and stays the last node before whatever the parser adds:
 * next to a text node it would append to the variant's own text
 * (https://html.spec.whatwg.org/#insert-a-character).
 */
export function createSwapper(
  block: Element,
  variants: readonly VariantElement[],
  takeOut: ItemHost['takeOut'],
): Swapper {
  const anchor = new Comment();
  /** By the comment that marks its place, each run of the default's nodes. */
  const runs = new Map<ChildNode, DocumentFragment>();
  /** The default's nodes that were taken out; the page may put them back itself, or throw them away for new ones. */
  let taken: Node[] = [];
  let current: VariantElement | undefined;

  const isHere = (node: Node): boolean => own(node, 'parentNode') === block;
  const shown = (): readonly Node[] => (current ? [...places(), ...current.nodes()] : []);
  const places = (): ChildNode[] => [...runs.keys()];
  /** Whether it has been moved to another place, rather than thrown away. */
  const isAway = (node: Node): boolean => !isHere(node) && !!own(node, 'parentNode');

  function defaultNodes(): ChildNode[] {
    const kept = [...shown(), ...variants.map(({ element }) => element)];
    // A page may have put something of its own around what is shown.
    return [...own(block, 'childNodes')].filter(
      (node) => !kept.some((each) => call(node, 'contains', each)),
    );
  }

  /** At the end if what it should stand before is nowhere any more. */
  function put(node: Node, before: Node | null | undefined): void {
    const parent = before && own(before, 'parentNode');
    call(parent ?? block, 'insertBefore', node, parent ? before : null);
  }

  function mark(place: ChildNode, before: Node | undefined): DocumentFragment {
    put(place, before);
    const run = runs.get(place) ?? takeOut(new DocumentFragment());
    runs.set(place, run);
    return run;
  }

  function absorb(): void {
    for (const node of defaultNodes()) {
      const run = runs.get(own(node, 'previousSibling') as ChildNode) ?? mark(new Comment(), node);
      run.append(node);
      taken.push(node);
    }
  }

  function drop(): void {
    for (const [place, run] of runs) {
      if (isAway(place)) put(run, place);
      place.remove();
    }
    runs.clear();
    taken = [];
  }

  /** What the page wrote anew replaces the default that was kept. */
  function dropReplaced(): void {
    if (!taken.some(isHere)) drop();
  }

  function putVariant(): void {
    if (!isHere(anchor)) mark(anchor, defaultNodes()[0]);
    absorb();
    const nodes = current?.nodes() ?? [];
    for (const node of [...nodes]) {
      if (node === current?.element) reveal(current.element);
      // A hidden element keeps its place among the variants.
      if (node !== current?.element || !isHere(node)) put(node, anchor);
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
    for (const [place, run] of runs) put(run, place);
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
    isMoved: () => places().some(isAway),
    isUndone: () =>
      defaultNodes().some(hasContent) &&
      (taken.some((node) => !([...runs.values()] as unknown[]).includes(own(node, 'parentNode'))) ||
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
