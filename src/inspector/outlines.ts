import { element } from './element.js';

/** Frames around blocks on the page, which never take a click. */
export interface Outlines {
  readonly layer: HTMLElement;
  /** Frames these, one of them boldly. */
  draw(blocks: readonly { readonly target: Element; readonly label: string }[]): void;
  /** Makes one stand out; none without. */
  point(target?: Element): void;
}

export function createOutlines(): Outlines {
  const layer = element('div', { attributes: { class: 'outlines', 'aria-hidden': 'true' } });
  let frames: { readonly target: Element; readonly frame: HTMLElement }[] = [];
  let isDue = false;

  function place(): void {
    isDue = false;
    for (const { target, frame } of frames) {
      const { top, left, width, height } = target.getBoundingClientRect();
      // By the CSSOM, which no policy forbids.
      Object.assign(frame.style, {
        transform: `translate(${left}px, ${top}px)`,
        width: `${width}px`,
        height: `${height}px`,
      });
      frame.hidden = !width || !height;
    }
  }

  const later = (): void => {
    if (!isDue && frames.length) requestAnimationFrame(place);
    isDue = frames.length > 0;
  };
  addEventListener('scroll', later, { passive: true, capture: true });
  addEventListener('resize', later);

  return {
    layer,
    draw(blocks) {
      frames = blocks.map(({ target, label }) => ({
        target,
        frame: element('div', { attributes: { class: 'frame' } }, element('span', { text: label })),
      }));
      layer.replaceChildren(...frames.map(({ frame }) => frame));
      place();
    },
    point(target) {
      for (const each of frames) each.frame.classList.toggle('bold', each.target === target);
    },
  };
}
