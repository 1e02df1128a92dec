import { own } from '../lib/own.js';
import type { Reporter } from '../lib/report.js';
import { attribute, childless } from './vocabulary.js';

export { attribute, markedSelector, readScriptTag } from './vocabulary.js';

/** Whether an element has an attribute; a form may have a field of that name. */
export function hasAttribute(element: Element, name: string): boolean {
  return own(element, 'hasAttribute').call(element, name);
}

/** Writes an attribute that is not there already: every write makes the browser match styles anew. */
export function setAttribute(element: Element, name: string, value: string): void {
  if (element.getAttribute(name) !== value) element.setAttribute(name, value);
}

/** The block's id, or nothing but a report if the element cannot be a block. */
export function readBlockId(element: Element, report: Reporter): string | undefined {
  const id = element.getAttribute(attribute.block)?.trim();
  const tag = `<${element.localName}>`;
  if (!id) return void report('block-id', tag, 'give the block an id');
  if (element instanceof HTMLElement && !childless.test(element.localName)) return id;
  return void report(
    'block-element',
    id,
    `${tag} has no room for variants, put the block around it`,
  );
}

/** A share or a weight. */
export function readNumber(
  element: Element,
  name: string,
  max: number,
  block: string,
  report: Reporter,
): number | undefined {
  const text = element.getAttribute(name);
  if (text === null) return undefined;
  const value = text.trim() ? Number(text) : NaN;
  if (value >= 0 && value <= max) return value;
  return void report(
    'bad-number',
    block,
    `${name}="${text}": expected 0 ${max < Infinity ? `to ${max}` : 'or more'}`,
  );
}

/** The JSON text of the page's plan or traits, `<script type="application/json" …>`, if there is one. */
export function readJsonScript(name: 'plan' | 'traits'): string | undefined {
  const selector = `script[type="application/json"][${attribute[name]}]`;
  return own(document, 'querySelector').call(document, selector)?.textContent ?? undefined;
}

/** Tells plain CSS which segments the visitor is in: `<html data-tb-segments="returning mobile">`. */
export function setSegments(segments: readonly string[] | undefined): void {
  const html = own(document, 'documentElement');
  if (segments) setAttribute(html, attribute.segments, segments.join(' '));
  else html.removeAttribute(attribute.segments);
}
