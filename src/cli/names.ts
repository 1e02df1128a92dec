/** Numbers names, or pairs of names, in the order in which they first come. */
export interface Names {
  readonly list: readonly Name[];
  number(first: string, second?: string): number;
}

export type Name = readonly [first: string, second: string];

export function createNames(): Names {
  const list: Name[] = [];
  /** By the first, then by the second name: joining them would cost more than both look-ups. */
  const numbers = new Map<string, Map<string, number>>();
  return {
    list,
    number(first, second = '') {
      let seconds = numbers.get(first);
      if (!seconds) numbers.set(first, (seconds = new Map<string, number>()));
      let number = seconds.get(second);
      if (number === undefined) {
        number = list.push([first, second]) - 1;
        seconds.set(second, number);
      }
      return number;
    },
  };
}
