import type { InspectorReport } from './inspector-report.js';

/*
 * Looks at a page on which nothing may happen but what its author wrote. It stands before Tailorbird's script, so
 * that it knows how the page was before, and it tells the window around it (or a scenario that asks).
 */
(() => {
  const executed: string[] = [];
  const note = (id: unknown): void => void executed.push(String(id));
  const page = window as unknown as Record<string, unknown>;
  // A host may write a place in capitals.
  for (const name of ['__executed', '__EXECUTED', 'alert', 'confirm', 'prompt', 'print', 'open']) {
    page[name] = note;
  }

  const errors: string[] = [];
  const warnings: string[] = [];
  addEventListener('error', ({ message }) => errors.push(`uncaught ${message}`));
  addEventListener('unhandledrejection', ({ reason }) => errors.push(`rejected ${String(reason)}`));
  console.error = (...args) => void errors.push(args.join(' '));
  console.warn = (...args) => void warnings.push(args.join(' '));

  const constructors = [
    ...[Object, Array, Function, String, Number, Boolean, Symbol, RegExp, Date, Promise, Map, Set],
    ...[WeakMap, Error, JSON, Math, Reflect, Intl, EventTarget, Event, Node, Element, HTMLElement],
    ...[HTMLFormElement, HTMLTemplateElement, Document, DocumentFragment, Text, History, Location],
    ...[Navigator, Window, Storage, MutationObserver, CSSStyleDeclaration, IDBFactory, URL],
  ] as unknown as { readonly prototype?: object }[];
  const objects = constructors.flatMap((each) => [each, each.prototype ?? []]);
  const copyOf = (object: object): PropertyDescriptorMap =>
    Object.getOwnPropertyDescriptors<object>(object);
  const before = objects.map(copyOf);
  window.__inspect = look;
  const globals = new Set(Reflect.ownKeys(window).map(String));
  const { getEntriesByType } = performance;
  const started = location.href;
  /* On some pages markup has the names of what is asked here: so the prototypes are asked. */
  const ask = <T>(node: Node, name: string, ...args: unknown[]): T => {
    const value: unknown = Reflect.get(Object.getPrototypeOf(node) as object, name, node);
    return (typeof value === 'function' ? Reflect.apply(value, node, args) : value) as T;
  };
  const select = (selector: string): Element[] => [
    ...ask<NodeListOf<Element>>(document, 'querySelectorAll', selector),
  ];
  const read = (element: Element, name: string): string =>
    ask<string | null>(element, 'getAttribute', name) ?? '';

  function changedKeys(object: object, index: number): string[] {
    const [was, is] = [before[index] ?? {}, copyOf(object)];
    return [...new Set([...Reflect.ownKeys(was), ...Reflect.ownKeys(is)])]
      .filter((key) => {
        const [one, other] = [was[key as string], is[key as string]];
        return !(['value', 'get', 'set'] as const).every((part) =>
          Object.is(one?.[part], other?.[part]),
        );
      })
      .map((key) => `${index}.${String(key)}`);
  }

  /** Elements and attributes; whatever a text says, this stays. */
  function shapeOf(element: Element): string {
    const attributes = ask<string[]>(element, 'getAttributeNames')
      .filter((name) => name !== 'data-tb-segments')
      .map((name) => ` ${name}=${JSON.stringify(read(element, name))}`);
    const children = [...ask<HTMLCollection>(element, 'children')].map(shapeOf);
    return `<${ask<string>(element, 'localName')}${attributes.join('')}>${children.join('')}</>`;
  }

  const byName = (name: string, value: (element: Element) => string): Record<string, string> =>
    Object.fromEntries(
      select(`[${name}]`).map((element) => [read(element, name), value(element)] as const),
    );

  /** Asks everything that can be asked: none of it may throw. */
  async function askTailorbird(): Promise<string> {
    try {
      const api = (window as unknown as { tailorbird: Record<string, () => unknown> }).tailorbird;
      JSON.stringify([api['signals'], api['explain']?.(), api['segments']]);
      JSON.stringify(await api['export']?.());
      return '';
    } catch (error) {
      return String(error);
    }
  }

  async function look(): Promise<InspectorReport> {
    const root = ask<Element>(document, 'documentElement');
    const inspector = await window.__readInspector?.();
    const threw = await askTailorbird();
    return {
      executed,
      shape: shapeOf(root),
      texts: byName('data-tb-text', (token) => ask<string>(token, 'textContent')),
      shown: byName('data-tb-block', (block) => read(block, 'data-tb-shown')),
      segments: read(root, 'data-tb-segments'),
      seen: ask<string>(ask<Element>(document, 'body'), 'innerText').replace(/\s+/g, ' '),
      errors: threw ? [...errors, threw] : errors,
      warnings,
      globals: Reflect.ownKeys(window)
        .map(String)
        // Frames are numbered.
        .filter((key) => !globals.has(key) && !/^\d+$/.test(key)),
      changed: objects.flatMap(changedKeys),
      moved: location.href === started ? '' : location.href,
      address: location.href,
      referrer: ask<string>(document, 'referrer'),
      requests: getEntriesByType.call(performance, 'resource').map(({ name }) => name),
      ...(inspector && { inspector }),
    };
  }

  const twoFrames = (): Promise<unknown> =>
    new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve)));

  if (window === parent) return;
  addEventListener('load', () => {
    void (async () => {
      const { tailorbird } = window as unknown as { tailorbird?: { settled?: Promise<void> } };
      await tailorbird?.settled;
      await twoFrames();
      const report = await look().catch((error: unknown) => ({ errors: [String(error)] }));
      parent.postMessage(JSON.stringify(report), '*');
    })();
  });
})();
