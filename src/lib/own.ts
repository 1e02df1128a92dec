/**
 * What the browser itself says of a node. Markup can say something else: a field takes the place of a property of its
 * form, and an image, a form or a frame that of a property of the document (`<img name=readyState>`).
 * https://html.spec.whatwg.org/#dom-document-nameditem https://html.spec.whatwg.org/#the-form-element
 *
 * @example own(node, 'parentNode')
 */
export function own<N extends Node, K extends keyof N>(node: N, name: K): N[K] {
  return Reflect.get(Object.getPrototypeOf(node), name, node);
}

type Arguments<T> = T extends (...args: infer A) => unknown ? A : never;
type Result<T> = T extends (...args: never[]) => infer R ? R : never;

/**
 * Calls a node's own method.
 *
 * @example call(form, 'matches', 'form')
 */
export function call<N extends Node, K extends keyof N>(
  node: N,
  name: K,
  ...args: Arguments<N[K]>
): Result<N[K]> {
  return (own(node, name) as (...args: Arguments<N[K]>) => Result<N[K]>).apply(node, args);
}
