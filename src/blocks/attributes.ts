import type { Variant } from '../types.js';
import type { Reporter } from '../lib/report.js';

/** Every attribute name, in one place. What the page's author writes, and (state, shown, segments) what we write. */
export const attribute = {
  plan: 'data-tb-plan',
  traits: 'data-tb-traits',
  block: 'data-tb-block',
  for: 'data-tb-for',
  variant: 'data-tb-variant',
  weight: 'data-tb-weight',
  holdout: 'data-tb-holdout',
  text: 'data-tb-text',
  late: 'data-tb-late',
  deadline: 'data-tb-deadline',
  consent: 'data-tb-consent',
  automation: 'data-tb-automation',
  state: 'data-tb-state',
  shown: 'data-tb-shown',
  segments: 'data-tb-segments',
} as const;

/** Finds everything an author can mark. */
export const markedSelector = `[${attribute.block}],[${attribute.for}],[${attribute.text}]`;

/** Elements whose content model has no room for children, or none but text. https://html.spec.whatwg.org/#void-elements */
const childless =
  /^(area|base|br|col|embed|hr|img|input|link|meta|source|track|wbr|textarea|script|style|title|iframe|noscript|template|option)$/;

/** Writes an attribute that is not there already: every write makes the browser match styles anew. */
export function setAttribute(element: Element, name: string, value: string): void {
  if (element.getAttribute(name) !== value) element.setAttribute(name, value);
}

/** The block's id, or `undefined` with a report if the element cannot be a block. */
export function readBlockId(element: Element, report: Reporter): string | undefined {
  const id = element.getAttribute(attribute.block)?.trim();
  if (!id) {
    report('block-id', 'give the block an id; its default stays', `<${element.localName}>`);
    return undefined;
  }
  if (childless.test(element.localName)) {
    report(
      'block-element',
      `<${element.localName}> has no room for variants: put the block around it`,
      id,
    );
    return undefined;
  }
  return id;
}

/** One variant as its author marked it. */
export function readVariant(element: Element, block: string, report: Reporter): Variant {
  return {
    audience: element.getAttribute(attribute.for) ?? '',
    name: element.getAttribute(attribute.variant) ?? undefined,
    weight: readNumber(element, attribute.weight, Infinity, block, report),
  };
}

/** The share of matching visitors kept on the default. */
export function readHoldout(element: Element, block: string, report: Reporter): number | undefined {
  return readNumber(element, attribute.holdout, 1, block, report);
}

function readNumber(
  element: Element,
  name: string,
  max: number,
  block: string,
  report: Reporter,
): number | undefined {
  const text = element.getAttribute(name);
  if (text === null) return undefined;
  const value = Number(text);
  if (text.trim() && value >= 0 && value <= max) return value;
  report(
    'bad-number',
    `${name}="${text}" is not a number from 0${max < Infinity ? ` to ${max}` : ' up'}`,
    block,
  );
  return undefined;
}

/** The JSON text of the page's plan or traits, `<script type="application/json" …>`, if there is one. */
export function readJsonScript(name: 'plan' | 'traits'): string | undefined {
  return (
    document.querySelector(`script[type="application/json"][${attribute[name]}]`)?.textContent ??
    undefined
  );
}

/** The plan fields that stand on the script tag, as a plan would hold them, and the address of a plan. */
export function readScriptTag(script: Element): { planUrl: string | undefined; fields: object } {
  const read = (name: string): string | undefined => script.getAttribute(name) ?? undefined;
  const [deadline, late, automation, consent] = [
    attribute.deadline,
    attribute.late,
    attribute.automation,
    attribute.consent,
  ].map(read);
  return {
    planUrl: read(attribute.plan),
    fields: {
      ...(deadline && { deadline: Number(deadline) }),
      ...(late && { late }),
      ...(automation && { automation }),
      ...(consent && { privacy: { consent } }),
    },
  };
}

/** Tells plain CSS which segments the visitor is in: `<html data-tb-segments="returning mobile">`. */
export function setSegments(segments: readonly string[] | undefined): void {
  const { documentElement: html } = document;
  if (segments) setAttribute(html, attribute.segments, segments.join(' '));
  else html.removeAttribute(attribute.segments);
}
