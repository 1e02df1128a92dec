import { html, parse, parseFragment, type DefaultTreeAdapterMap } from 'parse5';
import type { Span } from './finding.js';
import type { Source } from './source.js';
import { isComputed, maskTemplateCode } from './template-code.js';

export interface Attribute extends Span {
  readonly name: string;
  readonly value: string;
  /** A framework computes its value. */
  readonly isComputed: boolean;
}

export interface Element extends Span {
  readonly name: string;
  /** Of HTML rather than SVG or MathML. */
  readonly isHtml: boolean;
  readonly parent: Element | undefined;
  /** What is in it; of a template, what is in its content. */
  readonly children: (Element | Text)[];
  /** Its start tag alone. */
  readonly tag: Span;
  /** A framework may add attributes that nobody can read here. */
  readonly isOpen: boolean;
  get(name: string): Attribute | undefined;
  readonly attributes: readonly Attribute[];
}

export interface Text extends Span {
  readonly text: string;
}

export interface Comment extends Span {
  readonly comment: string;
}

export interface Markup {
  /** The text without what a framework computes, each character in its place. */
  readonly masked: string;
  readonly root: Element;
  /** In the order of the document. */
  readonly elements: readonly Element[];
  readonly comments: readonly Comment[];
  /** Whether this is a whole page rather than a part of one. */
  readonly isDocument: boolean;
  /** Whether a framework computes some of it. */
  readonly isTemplate: boolean;
}

type Node = DefaultTreeAdapterMap['node'];

/** A name that no framework has touched: nearly all of them. */
const usual = /^[a-z-]+$/;
/** What frameworks write before the name of an attribute whose value is an expression. */
const bound = /^(?::|v-bind:|x-bind:|bind:|\[attr\.|\[)/;

/** Reads a file as a browser would: elements that are closed for the author, and all. */
export function readMarkup({ file, text }: Source): Markup {
  const masked = maskTemplateCode(file, text);
  const isDocument = /<(!doctype|html|head|body)\b/i.test(masked);
  const options = { sourceCodeLocationInfo: true };
  const isTemplate = isComputed(masked);
  const tree = isDocument ? parse(masked, options) : parseFragment(masked, options);
  const elements: Element[] = [];
  const comments: Comment[] = [];

  function convert(node: Node, parent: Element): void {
    const at = node.sourceCodeLocation ?? undefined;
    const span = { start: at?.startOffset ?? parent.start, end: at?.endOffset ?? parent.start };
    if (node.nodeName === '#text' && 'value' in node) {
      parent.children.push({ ...span, text: node.value });
    } else if (node.nodeName === '#comment' && 'data' in node) {
      comments.push({ ...span, comment: node.data });
    } else if ('attrs' in node) {
      const element = createElement(node, { span, parent, isTemplate });
      elements.push(element);
      parent.children.push(element);
      const inside = 'content' in node ? node.content : node;
      for (const child of [...inside.childNodes].reverse()) open.push([child, element]);
    }
  }

  const root: Element = {
    ...{ name: '', isHtml: true, parent: undefined, children: [], attributes: [], isOpen: false },
    ...{ start: 0, end: text.length, tag: { start: 0, end: 0 }, get: () => undefined },
  };
  // Without recursion: a page may be nested deeper than calls can be.
  const open: [Node, Element][] = [...tree.childNodes].reverse().map((node) => [node, root]);
  for (let next = open.pop(); next; next = open.pop()) convert(...next);
  return { masked, root, elements, comments, isDocument, isTemplate };
}

function createElement(
  { tagName, namespaceURI, attrs, sourceCodeLocation: at }: DefaultTreeAdapterMap['element'],
  {
    span,
    parent,
    isTemplate,
  }: { readonly span: Span; readonly parent: Element; readonly isTemplate: boolean },
): Element {
  const startTag = at?.startTag ?? at;
  const tag = startTag ? { start: startTag.startOffset, end: startTag.endOffset } : span;
  const attributes = attrs.map(({ name, value }): Attribute => {
    const place = at?.attrs?.[name];
    const [start, end] = place ? [place.startOffset, place.endOffset] : [tag.start, tag.end];
    const plain = usual.test(name) ? name : name.replace(bound, '').replace(/\]$/, '');
    const computed = plain !== name || (isTemplate && isComputed(value));
    return { name: plain, value, isComputed: computed, start, end };
  });
  return {
    ...span,
    name: tagName,
    isHtml: namespaceURI === html.NS.HTML,
    parent,
    children: [],
    tag,
    attributes,
    isOpen: attributes.some(
      ({ name }) => (isTemplate && isComputed(name)) || name === 'v-bind' || name === 'x-bind',
    ),
    // A map for each of a hundred thousand elements costs more than looking through a few attributes.
    get: (name) => attributes.find((attribute) => attribute.name === name),
  };
}
