import type { ItemHost } from './item.js';
import { override } from './style.js';

/** What the visitor has seen of an element, and whether it may still change under their eyes. */
export interface Presence {
  /** Nothing is certain: hides what nobody has seen, if there is time. @returns Whether it is hidden. */
  wait(): boolean;
  /** What stands there now may be seen. */
  show(): void;
  /** Whether another content may take its place now. */
  maySwap(): boolean;
}

/** @param paintedBefore The visitor saw the element before the script started. */
export function createPresence(element: Element, host: ItemHost, paintedBefore: boolean): Presence {
  let painted = paintedBefore;
  let unveil: (() => void) | undefined;

  function show(): void {
    unveil?.();
    unveil = undefined;
    if (!painted) host.afterPaint(() => (painted = true));
  }

  return {
    show,
    wait() {
      const hide = !painted && host.mayHide();
      if (!hide) show();
      // The box stays, so that nothing moves. Opacity, because a child may be `visibility: visible` by itself.
      else unveil ??= override(element, { visibility: 'hidden', opacity: '0' });
      return hide;
    },
    maySwap() {
      if (!painted) return true;
      if (paintedBefore && host.mayHide()) {
        // An async script or a tag manager: there was no better moment.
        host.report(
          'late-start',
          'script',
          'the default was seen first: load it in <head>, not async',
        );
        return true;
      }
      return host.late === 'swap' || (host.late === 'offscreen' && !isOnScreen(element));
    },
  };
}

/** Whether any of an element lies inside the viewport. Forces layout; for late answers only. */
function isOnScreen(element: Element): boolean {
  const { top, bottom, left, right } = element.getBoundingClientRect();
  return bottom > 0 && right > 0 && top < innerHeight && left < innerWidth;
}
