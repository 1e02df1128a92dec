/**
 * Tells the page of an event: a DOM event `tailorbird:TYPE` that bubbles from `target`. The browser calls each
 * listener on its own, so that one that throws starves nobody.
 *
 * @returns Whether no listener called `preventDefault()`.
 */
export function emit(type: string, detail: unknown, target: EventTarget = document): boolean {
  return EventTarget.prototype.dispatchEvent.call(
    target,
    new CustomEvent(`tailorbird:${type}`, { bubbles: true, cancelable: type === 'swap', detail }),
  );
}

/** Listens to `tailorbird:TYPE` anywhere on the page. @returns A function that removes the listener. */
export function listen<T>(type: string, listener: (detail: T) => void): () => void {
  const name = `tailorbird:${type}`;
  const call = (event: Event): void => listener((event as CustomEvent<T>).detail);
  addEventListener(name, call);
  return () => removeEventListener(name, call);
}
