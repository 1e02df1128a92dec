/** What no script but the page's own may change: what the browser brings along, and the names on the window. */
const constructors = [
  ...[Object, Array, Function, String, Number, Promise, Map, Set, Error, JSON, Math, Reflect],
  ...[EventTarget, Event, Node, Element, HTMLElement, HTMLFormElement, HTMLTemplateElement],
  ...[Document, DocumentFragment, Text, History, Location, Navigator, Window, Storage],
  ...[MutationObserver, CSSStyleDeclaration, IDBFactory, URL],
] as unknown as { readonly prototype?: object }[];

const parts = ['value', 'get', 'set'] as const;

/** @returns A function that tells what has changed since. */
export function watchSurroundings(): () => string[] {
  const objects = constructors.flatMap((each) => [each, each.prototype ?? []]);
  const copy = (object: object): PropertyDescriptorMap =>
    Object.getOwnPropertyDescriptors<object>(object);
  const before = objects.map(copy);
  const globals = new Set(Reflect.ownKeys(window));

  function changed(object: object, index: number): string[] {
    const [was, is] = [before[index]!, copy(object)];
    return [...new Set([...Reflect.ownKeys(was), ...Reflect.ownKeys(is)])]
      .filter((key) =>
        parts.some((part) => !Object.is(was[key as string]?.[part], is[key as string]?.[part])),
      )
      .map((key) => `${String(key)} of ${nameOf(object)}`);
  }

  return () => [
    ...Reflect.ownKeys(window)
      // Frames are numbered.
      .filter((key) => !globals.has(key) && key !== 'tailorbird' && !/^\d+$/.test(String(key)))
      .map((key) => `a global ${String(key)}`),
    ...objects.flatMap(changed),
  ];
}

function nameOf(object: object): string {
  const { name } = object as { name?: unknown };
  return typeof name === 'string' ? name : Object.prototype.toString.call(object);
}
