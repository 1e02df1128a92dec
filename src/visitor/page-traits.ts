import type { Traits } from '../types.js';
import { cleanTraits, mergeTraits } from './traits.js';

/** What is known of the visitor on this page alone, whatever may be stored. */
export interface PageTraits {
  /** @param via Who supplied them. @returns The traits as they count. */
  add(traits: unknown, via: string): Traits;
  /** What an earlier page has left, with this page's own instead of it. */
  over(earlier: Traits): Traits;
  /** Who supplied a trait: `record` if an earlier page has left it. */
  via(name: string): string;
}

export function createPageTraits(): PageTraits {
  let known: Traits = {};
  const suppliers = new Map<string, string>();
  return {
    add(traits, via) {
      const clean = cleanTraits(traits);
      known = mergeTraits(known, clean);
      for (const name of Object.keys(clean)) suppliers.set(name, via);
      return clean;
    },
    over: (earlier) => mergeTraits(earlier, known),
    via: (name) => suppliers.get(name) ?? 'record',
  };
}
