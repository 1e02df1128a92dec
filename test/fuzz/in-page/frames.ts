import { isElement, isText, isUnseen, native, wordsOf } from './natives.js';
import { isHiddenNow } from './view.js';

/** Frame by frame, which words could be read. */
export interface Frames {
  /** Words that could be read in some frame, and how many frames there were. */
  readonly seen: ReadonlyMap<string, number>;
  readonly count: () => number;
  stop(): void;
}

const visibly = { visibilityProperty: true, opacityProperty: true };

export function watchFrames(isOn: () => boolean): Frames {
  const seen = new Map<string, number>();
  let count = 0;
  let isStopped = false;

  function look(): void {
    if (isStopped) return;
    requestAnimationFrame(look);
    count++;
    if (!isOn()) return;
    for (const word of visibleWords(document)) {
      if (!seen.has(word)) seen.set(word, count);
    }
  }

  requestAnimationFrame(look);
  return { seen, count: () => count, stop: () => (isStopped = true) };
}

/** Words that can be read now. */
export function visibleWords(root: Node): string[] {
  const words: string[] = [];
  function look(node: Node, parent: Element | undefined): void {
    if (isText(node)) {
      const found = wordsOf(node.data);
      if (found.length && parent && native.isVisible(parent, visibly)) words.push(...found);
      return;
    }
    // `checkVisibility` knows nothing of `hidden=until-found`, and in Chromium is wrong on SVG that is not displayed.
    if (isElement(node) && (isUnseen(node) || isHiddenNow(node))) return;
    for (const child of native.childNodes(node)) look(child, isElement(node) ? node : undefined);
  }
  look(root, undefined);
  return words;
}

/** Resolves when two more frames were painted. */
export function twoFrames(): Promise<void> {
  return new Promise((resolve) =>
    requestAnimationFrame(() => requestAnimationFrame(() => setTimeout(resolve))),
  );
}
