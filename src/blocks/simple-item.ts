import type { Item, Presence } from './item.js';

/** What an item that is one value does with it: whether an element shows, or the text it holds. */
export interface Value<T> {
  /** The value, or `undefined` while it cannot be told. */
  read(): T | undefined;
  apply(value: T): void;
  /** Brings back what the author wrote. */
  restore(): void;
}

/** Makes an item of a value: it is hidden while the value cannot be told, and changes only where it may. */
export function createSimpleItem<T>(
  element: Element,
  presence: Presence,
  { read, apply, restore }: Value<T>,
): Item {
  let undecided = true;

  function again(force: boolean): void {
    const value = read();
    if (value === undefined) {
      if (undecided) presence.wait();
      return;
    }
    undecided = false;
    if (force || presence.maySwap()) apply(value);
    presence.show();
  }

  return {
    element,
    undecided: () => undecided,
    open: () => undecided,
    update: () => undecided && again(false),
    again,
    restore() {
      presence.show();
      restore();
    },
  };
}
