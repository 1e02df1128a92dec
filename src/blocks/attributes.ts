import { call, own } from '../lib/own.js';
import type { Reporter } from '../lib/report.js';
import { attribute, childless } from './vocabulary.js';

export { attribute, markedSelector, NO_FILES, readScriptTag } from './vocabulary.js';

/** Whether an element has an attribute; a form may have a field of that name. */
export function hasAttribute(element: Element, name: string): boolean {
  return call(element, 'hasAttribute', name);
}

export function readAttribute(element: Element, name: string): string | null {
  return call(element, 'getAttribute', name);
}

/** Writes an attribute that is not there already: every write makes the browser match styles anew. */
export function setAttribute(element: Element, name: string, value: string): void {
  if (readAttribute(element, name) !== value) call(element, 'setAttribute', name, value);
}

/** The block's id, or nothing but a report if the element cannot be a block. */
export function readBlockId(element: Element, report: Reporter): string | undefined {
  const id = readAttribute(element, attribute.block)?.trim();
  const name = own(element, 'localName');
  const tag = `<${name}>`;
  if (!id) return void report('block-id', tag, 'give the block an id');
  if (element instanceof HTMLElement && !childless.test(name)) return id;
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
  const text = readAttribute(element, name);
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
  return call(document, 'querySelector', selector)?.textContent ?? undefined;
}

/** Tells of a plan or traits that nobody has found: they stand after the script, or without their type. */
export function reportUnread(name: 'plan' | 'traits', report: Reporter): void {
  if (call(document, 'querySelector', `script:not([src])[${attribute[name]}]`)) {
    report('plan-order', name, 'is not read: put it before the script, as application/json');
  }
}

/** Tells plain CSS which segments the visitor is in: `<html data-tb-segments="returning mobile">`. */
export function setSegments(segments: readonly string[] | undefined): void {
  // A page may have taken it away for a while.
  const html = own(document, 'documentElement') as Element | null;
  if (segments && html) setAttribute(html, attribute.segments, segments.join(' '));
  else html?.removeAttribute(attribute.segments);
}
