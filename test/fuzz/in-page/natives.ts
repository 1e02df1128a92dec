/*
 * What the browser itself says of a node: markup has names that hide it (`<input name=childNodes>`). Works for nodes of
 * another document's realm, too.
 */

type Prototype = Readonly<Record<string, unknown>>;

function getter<T>(prototype: object, name: string): (node: Node) => T {
  const get = Object.getOwnPropertyDescriptor(prototype, name)!.get!;
  return (node) => Reflect.apply(get, node, []) as T;
}

function method<A extends readonly unknown[], T>(
  prototype: object,
  name: string,
): (node: Node, ...args: A) => T {
  const call = (prototype as Prototype)[name] as () => unknown;
  return (node, ...args) => Reflect.apply(call, node, args) as T;
}

export const native = {
  nodeType: getter<number>(Node.prototype, 'nodeType'),
  childNodes: getter<NodeListOf<ChildNode>>(Node.prototype, 'childNodes'),
  parentNode: getter<ParentNode | null>(Node.prototype, 'parentNode'),
  isConnected: getter<boolean>(Node.prototype, 'isConnected'),
  nextSibling: getter<Node | null>(Node.prototype, 'nextSibling'),
  textContent: getter<string | null>(Node.prototype, 'textContent'),
  cloneNode: method<[boolean], Node>(Node.prototype, 'cloneNode'),
  insertBefore: method<[Node, Node | null], Node>(Node.prototype, 'insertBefore'),
  localName: getter<string>(Element.prototype, 'localName'),
  namespace: getter<string>(Element.prototype, 'namespaceURI'),
  content: getter<DocumentFragment>(HTMLTemplateElement.prototype, 'content'),
  attribute: method<[string], string | null>(Element.prototype, 'getAttribute'),
  attributeNames: method<[], string[]>(Element.prototype, 'getAttributeNames'),
  closest: method<[string], Element | null>(Element.prototype, 'closest'),
  remove: method<[], void>(Element.prototype, 'remove'),
  replaceChildren: method<Node[], void>(Element.prototype, 'replaceChildren'),
  replaceWith: method<Node[], void>(Element.prototype, 'replaceWith'),
  isVisible: method<[object], boolean>(Element.prototype, 'checkVisibility'),
  selectAll: (root: Node, selector: string): Element[] => {
    const { querySelectorAll } = Object.getPrototypeOf(root) as ParentNode;
    return [...(Reflect.apply(querySelectorAll, root, [selector]) as NodeListOf<Element>)];
  },
  root: getter<HTMLElement>(Document.prototype, 'documentElement'),
  body: getter<HTMLElement | null>(Document.prototype, 'body'),
  readyState: getter<DocumentReadyState>(Document.prototype, 'readyState'),
  createElement: method<[string], HTMLElement>(Document.prototype, 'createElement'),
};

export const isElement = (node: Node): node is Element => native.nodeType(node) === 1;
export const isText = (node: Node): node is Text => native.nodeType(node) === 3;
export const isComment = (node: Node): boolean => native.nodeType(node) === 8;

const html = 'http://www.w3.org/1999/xhtml';

export const isHtml = (element: Element): boolean => native.namespace(element) === html;

/** A template whose content is inert, rather than an SVG element of that name. */
export const isTemplate = (node: Node): node is HTMLTemplateElement =>
  isElement(node) && native.localName(node) === 'template' && isHtml(node);

export const has = (element: Element, name: string): boolean =>
  native.attribute(element, name) !== null;

/** Words that a visitor may read; one of which but a part has arrived is none. */
export const wordsOf = (text: string): string[] => text.match(/\bw\d+\b(?=\s)/g) ?? [];

const unseen =
  /^(script|style|template|noscript|title|head|meta|link|base|iframe|noembed|noframes)$/;

/** Whether an element never shows anything, whatever is decided. */
export const isUnseen = (element: Element): boolean =>
  isTemplate(element) || (unseen.test(native.localName(element)) && isHtml(element));
