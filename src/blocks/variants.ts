import { call } from '../lib/own.js';
import type { Reporter } from '../lib/report.js';
import type { Variant } from '../types.js';
import { attribute, hasAttribute, readAttribute, readNumber } from './attributes.js';
import { conceal } from './style.js';

/** A variant in the page: a `<template>` that is cloned, or an authored `hidden` element that is shown. */
export interface VariantElement {
  readonly element: Element;
  readonly spec: Variant;
  /** The author's own value of `hidden`. */
  readonly hidden: string;
  /** What stands in the block while the variant is shown; made once, so that a script in it runs once. */
  nodes(): ChildNode[];
}

/**
 * Whether an element with an audience is a variant or stands alone, as it was met: later its `hidden` may be ours. What we
 * put into blocks ourselves is no variant of the block.
 */
export const isMetAsVariant = new WeakMap<Node, boolean>();

/** A variant is a direct child of a block that is inert or hidden by its author. */
export function isVariant(element: Element): boolean {
  return (
    hasAttribute(element, attribute.for) &&
    (isMetAsVariant.get(element) ??
      (element instanceof HTMLTemplateElement || hasAttribute(element, 'hidden')))
  );
}

export function createVariant(element: Element, block: string, report: Reporter): VariantElement {
  let nodes: ChildNode[] | undefined;
  const hidden = readAttribute(element, 'hidden') ?? '';
  isMetAsVariant.set(element, true);
  if (!(element instanceof HTMLTemplateElement)) conceal(element);
  return {
    element,
    hidden,
    spec: {
      audience: readAttribute(element, attribute.for) ?? '',
      name: readAttribute(element, attribute.variant) ?? undefined,
      weight: readNumber(element, attribute.weight, Infinity, block, report),
    },
    nodes: () => (nodes ??= contentOf(element)),
  };
}

/** A clone of the page's own template, or the page's own element: no string becomes markup. */
function contentOf(element: Element): ChildNode[] {
  if (!(element instanceof HTMLTemplateElement)) return [element];
  const nodes = [...call(document, 'importNode', element.content, true).childNodes];
  nodes.forEach((node) => isMetAsVariant.set(node, false));
  return nodes;
}
