import { has, isElement, isHtml, isTemplate, isText, isUnseen, native } from './natives.js';

/*
 * What a part of the page shows, as a list of words: elements by their number, blocks with what they say of
 * themselves, and text. What is expected is written in the same way (expect.ts), and the two are compared.
 */

export function startOf(element: Element): string {
  return `<${native.localName(element)}#${native.attribute(element, 'data-n') ?? ''}`;
}

export const textsOf = (text: string): string[] => text.match(/\S+/g) ?? [];

/** What is shown now. */
export function viewOf(node: Node): string[] {
  if (isText(node)) return textsOf(node.data);
  if (!isElement(node) || isUnseen(node) || isHiddenNow(node)) return [];
  const own = ['data-tb-state', 'data-tb-shown']
    .filter((name) => has(node, name))
    .map((name) => `${name.slice(8)}=${native.attribute(node, name) ?? ''}`);
  const inside = [...native.childNodes(node)].flatMap(viewOf);
  return [startOf(node), ...own, ...inside, '>'];
}

/** By its author, or by us: SVG knows no `hidden`. */
export const isHiddenNow = (element: Element): boolean =>
  (has(element, 'hidden') && isHtml(element)) ||
  /display: none !important/.test(native.attribute(element, 'style') ?? '');

/** What is different, with a little of what stands around it. */
export function difference(expected: readonly string[], actual: readonly string[]): string {
  let at = 0;
  while (at < expected.length && expected[at] === actual[at]) at++;
  if (at === expected.length && at === actual.length) return '';
  const around = (list: readonly string[]): string =>
    `${list.slice(Math.max(0, at - 4), at).join(' ')} ⟶ ${list.slice(at, at + 10).join(' ')}`;
  return `expected ${around(expected)}; found ${around(actual)}`;
}

/** Everything that stands in the document, attributes and comments too; neighbouring texts are one. */
export function structureOf(node: Node): string[] {
  if (!isElement(node))
    return isText(node) ? [`"${node.data}"`] : [`<!${native.textContent(node)}>`];
  const attributes = native
    .attributeNames(node)
    // A browser hides it from where a policy counts.
    .filter((name) => name !== 'nonce')
    .sort()
    .map((name) => `${name}=${native.attribute(node, name)}`);
  const content = isTemplate(node) ? native.content(node) : node;
  const inside: string[] = [];
  for (const child of native.childNodes(content)) {
    const last = inside[inside.length - 1];
    const [text = ''] = isText(child) ? structureOf(child) : [];
    if (text === '""') continue;
    if (text && last?.startsWith('"'))
      inside[inside.length - 1] = last.slice(0, -1) + text.slice(1);
    else inside.push(...structureOf(child));
  }
  return [`<${native.localName(node)}`, ...attributes, ...inside, '>'];
}
