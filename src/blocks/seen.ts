/** Milliseconds, and the share of an element: a viewable impression (Media Rating Council, guidelines of 2014). */
const SEEN_FOR = 1000;
const SEEN_SHARE = 0.5;

/** A call every hundredth of the element: half a window is a small part of a long article. */
const thresholds = Array.from({ length: 51 }, (_, index) => index / 100);

interface Wait {
  readonly runs: Set<() => void>;
  timer?: ReturnType<typeof setTimeout>;
  inView?: boolean;
}

/** Who waits to be seen. One observer serves all; it exists only while somebody waits. */
const waiting = new Map<Element, Wait>();
let observer: IntersectionObserver | undefined;

/**
 * Calls back once when half of an element, or as much of it as fills half the window, has been in view for a
 * second on end in a tab that is in front. An element that is taken off the page waits no longer.
 *
 * @returns A function that ends the waiting.
 */
export function whenSeen(element: Element, run: () => void): () => void {
  if (!observer) {
    observer = new IntersectionObserver(look, { threshold: thresholds });
    addEventListener('visibilitychange', timeAll, true);
  }
  const wait = waiting.get(element);
  if (wait) wait.runs.add(run);
  else {
    waiting.set(element, { runs: new Set([run]) });
    observer.observe(element);
  }
  return () => {
    const { runs } = waiting.get(element) ?? {};
    if (runs?.delete(run) && !runs.size) forget(element);
  };
}

function look(entries: readonly IntersectionObserverEntry[]): void {
  for (const { target, intersectionRatio, intersectionRect } of entries) {
    const wait = waiting.get(target);
    if (!wait) continue;
    wait.inView =
      intersectionRatio >= SEEN_SHARE || intersectionRect.height >= innerHeight * SEEN_SHARE;
    if (target.isConnected) time(wait, target);
    else forget(target);
  }
}

function timeAll(): void {
  waiting.forEach(time);
}

/** Starts or stops the clock of an element. */
function time(wait: Wait, element: Element): void {
  if (wait.inView && document.visibilityState === 'visible') {
    wait.timer ??= setTimeout(() => {
      forget(element);
      wait.runs.forEach((run) => run());
    }, SEEN_FOR);
  } else {
    clearTimeout(wait.timer);
    delete wait.timer;
  }
}

function forget(element: Element): void {
  clearTimeout(waiting.get(element)?.timer);
  waiting.delete(element);
  observer?.unobserve(element);
  if (waiting.size) return;
  observer = undefined;
  removeEventListener('visibilitychange', timeAll, true);
}
