import { mark } from '../lib/mark.js';
import { call } from '../lib/own.js';
import { attribute, readAttribute } from './attributes.js';
import type { ItemHost, Presence } from './item.js';
import { hide } from './style.js';

/**
 * An element may be several items: it is seen when none of them waits any more.
 *
 * @param paintedBefore The visitor saw the element before the script started.
 * @returns Makes the presence of one of them.
 */
export function createPresence(
  element: Element,
  host: ItemHost,
  paintedBefore: boolean,
): () => Presence {
  let painted = paintedBefore;
  let unveil: (() => void) | undefined;
  const waiting = new Set<Presence>();
  const told = (type: 'hide' | 'show'): void =>
    mark(type, readAttribute(element, attribute.block) ?? undefined);

  return () => {
    const presence: Presence = {
      show() {
        waiting.delete(presence);
        if (waiting.size) return;
        if (unveil) {
          unveil();
          unveil = undefined;
          told('show');
        }
        if (!painted) host.afterPaint(() => (painted = !unveil));
      },
      wait(wasBare) {
        painted &&= !wasBare;
        const isHidden = !painted && host.mayHide();
        if (isHidden) {
          waiting.add(presence);
          if (unveil) return true;
          unveil = hide(element);
          told('hide');
        } else presence.show();
        return isHidden;
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
    return presence;
  };
}

/** Whether any of an element lies inside the viewport. Forces layout; for late answers only. */
function isOnScreen(element: Element): boolean {
  const { top, bottom, left, right } = call(element, 'getBoundingClientRect');
  return bottom > 0 && right > 0 && top < innerHeight && left < innerWidth;
}
