import type { ItemHost } from './item.js';
import { createVeil, isOnScreen } from './reveal.js';

/** What the visitor has seen of an element, and whether it may still change under their eyes. */
export interface Presence {
  /** Nothing is certain: hides what nobody has seen, if there is time. Returns whether it is hidden. */
  wait(): boolean;
  /** What stands there now may be seen. */
  show(): void;
  /** Whether another content may take its place now. */
  maySwap(): boolean;
}

/** @param paintedBefore The visitor saw the element before the script started. */
export function createPresence(element: Element, host: ItemHost, paintedBefore: boolean): Presence {
  const veil = createVeil(element);
  let painted = paintedBefore;

  function show(): void {
    veil.reveal();
    if (!painted) host.afterPaint(() => (painted = true));
  }

  return {
    show,
    wait() {
      const hide = !painted && host.mayHide();
      if (hide) veil.hide();
      else show();
      return hide;
    },
    maySwap() {
      if (!painted) return true;
      if (paintedBefore && host.mayHide()) {
        // An async script or a tag manager: there was no better moment.
        host.report(
          'late-start',
          'visitors saw the default first: put the script in <head>, not async',
        );
        return true;
      }
      return host.late === 'swap' || (host.late === 'offscreen' && !isOnScreen(element));
    },
  };
}
