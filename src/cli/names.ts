/** Numbers names in the order in which they first come. */
export interface Names {
  readonly list: readonly string[];
  number(name: string): number;
}

export function createNames(): Names {
  const list: string[] = [];
  const numbers = new Map<string, number>();
  return {
    list,
    number(name) {
      const known = numbers.get(name);
      if (known !== undefined) return known;
      numbers.set(name, list.length);
      return list.push(name) - 1;
    },
  };
}
