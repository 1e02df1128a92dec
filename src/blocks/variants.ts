import type { Reporter } from '../lib/report.js';
import type { Variant } from '../types.js';
import { attribute, hasAttribute, readNumber } from './attributes.js';
import { conceal } from './style.js';

/** A variant in the page: a `<template>` that is cloned, or an authored `hidden` element that is shown. */
export interface VariantElement {
  readonly element: Element;
  readonly spec: Variant;
  /** The author's own value of `hidden`. */
  readonly hidden: string;
  /** What stands in the block while the variant is shown; made once, so that a script in it runs once. */
  nodes(): readonly ChildNode[];
}

/** What we put into blocks ourselves: an element with an audience in there is no variant of the block. */
const clones = new WeakSet<Node>();

/** A variant is a direct child of a block that is inert or hidden by its author. */
export function isVariant(element: Element): boolean {
  return (
    hasAttribute(element, attribute.for) &&
    !clones.has(element) &&
    (element instanceof HTMLTemplateElement || hasAttribute(element, 'hidden'))
  );
}

export function createVariant(element: Element, block: string, report: Reporter): VariantElement {
  let nodes: readonly ChildNode[] | undefined;
  const hidden = element.getAttribute('hidden') ?? '';
  if (!(element instanceof HTMLTemplateElement)) conceal(element);
  return {
    element,
    hidden,
    spec: {
      audience: element.getAttribute(attribute.for) ?? '',
      name: element.getAttribute(attribute.variant) ?? undefined,
      weight: readNumber(element, attribute.weight, Infinity, block, report),
    },
    nodes: () => (nodes ??= contentOf(element)),
  };
}

/** A clone of the page's own template, or the page's own element: no string becomes markup. */
function contentOf(element: Element): readonly ChildNode[] {
  if (!(element instanceof HTMLTemplateElement)) return [element];
  const nodes = [...document.importNode(element.content, true).childNodes];
  nodes.forEach((node) => clones.add(node));
  return nodes;
}
