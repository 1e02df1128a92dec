import { attribute } from '../blocks/vocabulary.js';

/** A block has changed what it shows. */
export interface Swap {
  readonly block: string;
  readonly shown: string;
  /** Milliseconds since the page was opened; `undefined` for what was there before anybody watched. */
  readonly at: number | undefined;
}

/** What was seen of the page since the inspector came. */
export interface Timing {
  /** When it came, in milliseconds since the page was opened. */
  readonly since: number;
  readonly swaps: readonly Swap[];
  /** Frames in which a block was hidden, by its id: counted, not reckoned from a time. */
  readonly hidden: ReadonlyMap<string, number>;
}

/** A page that swaps for ever is not to fill the memory. */
const MOST = 200;

/** Watches the blocks from now on. */
export function watchTiming(): Timing {
  const swaps: Swap[] = [];
  const hidden = new Map<string, number>();
  let isCounting = false;

  const idOf = (element: Element): string => element.getAttribute(attribute.block) ?? '';

  /** Runs before each frame for as long as a block is undecided. */
  function count(): void {
    const undecided = document.querySelectorAll<HTMLElement>(
      `[${attribute.block}][${attribute.state}=pending]`,
    );
    for (const element of undecided) {
      if (element.style.visibility !== 'hidden') continue;
      hidden.set(idOf(element), (hidden.get(idOf(element)) ?? 0) + 1);
    }
    isCounting = undecided.length > 0;
    if (isCounting) requestAnimationFrame(count);
  }

  function begin(): void {
    if (!isCounting) requestAnimationFrame(count);
    isCounting = true;
  }

  for (const element of document.querySelectorAll(`[${attribute.block}][${attribute.shown}]`)) {
    const shown = element.getAttribute(attribute.shown) ?? '';
    if (shown !== 'default') swaps.push({ block: idOf(element), shown, at: undefined });
  }
  new MutationObserver((changes) => {
    const at = performance.now();
    for (const { target, attributeName, oldValue } of changes) {
      const element = target as Element;
      if (attributeName === attribute.state) begin();
      const shown = element.getAttribute(attribute.shown);
      if (attributeName !== attribute.shown || shown === null) continue;
      if (shown !== (oldValue ?? 'default') && swaps.length < MOST) {
        swaps.push({ block: idOf(element), shown, at });
      }
    }
  }).observe(document, {
    attributeFilter: [attribute.shown, attribute.state],
    attributeOldValue: true,
    subtree: true,
  });
  begin();
  return { since: performance.now(), swaps, hidden };
}
