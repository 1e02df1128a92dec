/** Hides an element while it is undecided. Its box stays, so that nothing on the page moves. */
export interface Veil {
  hide(): void;
  reveal(): void;
}

export function createVeil(element: Element): Veil {
  const { style } = element as HTMLElement;
  let before: { value: string; priority: string; styled: boolean } | undefined;
  return {
    hide() {
      if (before || !style) return;
      before = {
        value: style.visibility,
        priority: style.getPropertyPriority('visibility'),
        styled: element.hasAttribute('style'),
      };
      // Through the CSSOM: a style attribute or a <style> element would need 'unsafe-inline' under CSP.
      style.setProperty('visibility', 'hidden', 'important');
    },
    reveal() {
      if (!before) return;
      style.setProperty('visibility', before.value, before.priority);
      if (!before.styled && !style.length) element.removeAttribute('style');
      before = undefined;
    },
  };
}

/** Whether any of an element lies inside the viewport. Forces layout; for late answers only. */
export function isOnScreen(element: Element): boolean {
  const { top, bottom, left, right } = element.getBoundingClientRect();
  return bottom > 0 && right > 0 && top < innerHeight && left < innerWidth;
}
