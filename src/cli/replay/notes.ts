import type { Page } from '../check/page.js';
import { counted } from '../words.js';
import type { FoundPlan } from './find-plan.js';

/** How many names that mean nothing are shown. */
const UNREAD_SHOWN = 5;
/** How many sentences there are at most: a page may have a thousand mistakes. */
const MOST = 20;

/** What the numbers leave out, in sentences. */
export interface Notes {
  /** The same one is told once. */
  add(sentence: string): void;
  addUnread(names: ReadonlySet<string>): void;
  readonly sentences: readonly string[];
}

export function createNotes(found: FoundPlan, page: Page | undefined, computed: number): Notes {
  const all = new Set<string>();

  function add(sentence: string): void {
    if (all.size < MOST) all.add(sentence);
  }

  for (const { code, message, where } of found.problems) {
    add(`${found.file ?? 'The plan'}, ${where}: ${message} (${code}).`);
  }
  if (found.incomplete && page) {
    add(
      'The page has no plan that can be read here, so nothing can be said of segments that are not built in (--plan names it).',
    );
  }
  if (computed) {
    add(
      `${counted(computed, 'block or element')} left out, since a template computes whom they are for.`,
    );
  }

  return {
    add,
    addUnread(names) {
      if (!names.size) return;
      const [first, ...others] = [...names].slice(0, UNREAD_SHOWN).map((name) => `"${name}"`);
      const more = names.size > UNREAD_SHOWN ? ' and others' : '';
      add(`Left unread, since no signal is called so: ${[first, ...others].join(', ')}${more}.`);
    },
    get sentences() {
      return [...all];
    },
  };
}
