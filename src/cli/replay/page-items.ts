import { attribute, childless } from '../../blocks/vocabulary.js';
import type { Block } from '../../types.js';
import type { Element } from '../check/markup.js';
import type { Page, PageBlock } from '../check/page.js';

/** What a page has to show: its blocks, and elements with an audience of their own, in the order of the document. */
export interface PageItems {
  readonly items: readonly Item[];
  /** How many were left out since a framework computes what decides about them. */
  readonly computed: number;
}

export type Item = BlockItem | ElementItem;

interface Common {
  /** From 1. */
  readonly line: number;
  readonly within: Within | undefined;
}

export interface BlockItem extends Common {
  readonly kind: 'block';
  readonly block: Block;
}

export interface ElementItem extends Common {
  readonly kind: 'element';
  readonly audience: string;
  readonly tag: string;
  /** Whether its author wrote it visible; `undefined` if a framework decides. */
  readonly isVisible: boolean | undefined;
}

/** What has to be shown for an item to be seen: an earlier element, or a variant of an earlier block. */
export interface Within {
  /** Index of the item. */
  readonly item: number;
  /** Of the variant; -1 for the default, and for elements. */
  readonly index: number;
}

/** `nowhere`: never shown, or nobody can say when. */
type Place = Within | undefined | 'nowhere';

/** Reads a page as the script does: what it leaves alone is no item. */
export function readItems(page: Page): PageItems {
  const blocks = new Map(page.blocks.map((block) => [block.element, block]));
  const items: Item[] = [];
  const numbers = new Map<Element, number>();
  /** What stands around the children of an element. */
  const inside = new Map<Element, Place>();
  let computed = 0;

  function blockOf(element: Element | undefined): PageBlock | undefined {
    const block = element && blocks.get(element);
    const isSound = block && element.isHtml && !childless.test(element.name);
    // Without an id it is left alone.
    return isSound && element.get(attribute.block)?.value.trim() ? block : undefined;
  }

  function placeOf({ parent }: Element, variantIndex: number | undefined): Place {
    const outer = parent && inside.get(parent);
    if (outer === 'nowhere' || variantIndex === undefined) return outer;
    const item = parent && numbers.get(parent);
    return item === undefined ? 'nowhere' : { item, index: variantIndex };
  }

  for (const element of page.elements) {
    const around = blockOf(element.parent);
    const index = around?.variants.findIndex((variant) => variant.element === element);
    const isOwnVariant = index !== undefined && index >= 0;
    let within = placeOf(element, index);
    const isInert = element.name === 'template' && !isOwnVariant;
    inside.set(element, isInert ? 'nowhere' : within);
    if (within === 'nowhere' || isInert) continue;
    const { line } = page.source.locate(element.tag);
    if (element.get(attribute.for) && !isOwnVariant) {
      const audience = page.audienceOf(element)?.audience.text;
      if (audience === undefined) computed++;
      else {
        const isVisible = isAuthoredVisible(element);
        const own = { kind: 'element', audience, tag: element.name, isVisible } as const;
        within = { item: items.push({ ...own, line, within }) - 1, index: -1 };
        inside.set(element, within);
      }
    }
    const block = blockOf(element);
    if (!block) continue;
    const core = toCore(block);
    if (core) numbers.set(element, items.push({ kind: 'block', block: core, line, within }) - 1);
    else computed++;
  }
  return { items, computed };
}

function isAuthoredVisible(element: Element): boolean | undefined {
  const hidden = element.get('hidden');
  return hidden?.isComputed || (!hidden && element.isOpen) ? undefined : !hidden;
}

/** `undefined` if a framework computes its id or an audience. */
function toCore({ id, element, variants }: PageBlock): Block | undefined {
  if (id === undefined || variants.some(({ audience }) => !audience)) return undefined;
  return {
    id,
    holdout: readNumber(element, attribute.holdout, 1),
    variants: variants.map(({ audience, name, element: variant }) => ({
      audience: audience?.audience.text ?? '',
      name,
      weight: readNumber(variant, attribute.weight, Infinity),
    })),
  };
}

/** A share or a weight; what is out of range counts for nothing, as in the browser. */
function readNumber(element: Element, name: string, max: number): number | undefined {
  const text = element.get(name)?.value.trim();
  const value = text ? Number(text) : NaN;
  return value >= 0 && value <= max ? value : undefined;
}
