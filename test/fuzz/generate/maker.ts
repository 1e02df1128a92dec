import type { ElementPart, Part } from '../page.js';
import type { Random } from '../random.js';

/** Makes parts of one page: each word and each number is used once. */
export interface Maker {
  readonly random: Random;
  text(): Part;
  element(tag: string, children?: readonly Part[], attributes?: Attributes): ElementPart;
  /** The number of some element that was made already. */
  someNumber(): number;
}

export type Attributes = Readonly<Record<string, string>>;

export function createMaker(random: Random): Maker {
  let words = 0;
  let elements = 0;
  return {
    random,
    text: () => ({ text: random.several(1, 2, () => `w${++words} `).join('') }),
    element: (tag, children, attributes) => ({
      tag,
      n: ++elements,
      ...(attributes && Object.keys(attributes).length > 0 && { attributes }),
      ...(children?.length && { children }),
    }),
    someNumber: () => random.whole(1, Math.max(1, elements)),
  };
}
