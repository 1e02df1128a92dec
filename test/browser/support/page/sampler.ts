import type { Sampler, Stretch } from './report.js';
import type { PublicApi } from './api.js';

/*
 * Writes down, for every frame, what a person could read in it.
 *
 * A sample must describe what the frame will paint, so it is taken as late in the frame as a page can: in a
 * ResizeObserver's callback, which runs after all requestAnimationFrame callbacks and after layout (HTML
 * standard, "update the rendering"). Observing an element anew makes the observer report its size once within
 * the same frame, so `<html>` is observed again in each frame and nothing is added to the page.
 */
(() => {
  const ticks = window.requestAnimationFrame.bind(window);
  const later = window.setTimeout.bind(window);
  const { fetch } = window;
  let stretches: Stretch[] = [];
  let lastLook = '';
  let errors: string[] = [];
  let warnings: string[] = [];
  let frames = 0;
  let restored = 0;
  let started = false;
  let settled = false;
  let overdue = false;

  function readable(element: Element): boolean {
    return (
      /\S/.test(element.textContent) &&
      element.checkVisibility({ checkOpacity: true, checkVisibilityCSS: true }) &&
      Array.from(element.getClientRects()).some(({ width, height }) => width > 0 && height > 0)
    );
  }

  /** For default content that is bare text: `data-watch-text="NAME:first words"` on its parent. */
  function readableText(parent: Element, words: string): boolean {
    if (!parent.checkVisibility({ checkOpacity: true, checkVisibilityCSS: true })) return false;
    return Array.from(parent.childNodes).some((node) => {
      if (node.nodeType !== Node.TEXT_NODE || !node.nodeValue?.includes(words)) return false;
      const range = document.createRange();
      range.selectNodeContents(node);
      return range.getClientRects().length > 0;
    });
  }

  // A form's fields may have any name.
  const attributeOf = (element: Element, name: string): string | null =>
    Element.prototype.getAttribute.call(element, name);
  const childrenOf = (element: Element): NodeListOf<ChildNode> =>
    Reflect.get<Node, 'childNodes'>(Node.prototype, 'childNodes', element);

  function isBlank(block: Element): boolean {
    if (attributeOf(block, 'data-tb-state') !== 'variant') return false;
    return !Array.from(childrenOf(block)).some((node) =>
      node instanceof Element ? readable(node) : node instanceof Text && /\S/.test(node.data),
    );
  }

  function namesSeen(): string[] {
    const seen = new Set<string>();
    for (const element of document.querySelectorAll('[data-watch]')) {
      const name = element.getAttribute('data-watch') ?? '';
      if (!seen.has(name) && readable(element)) seen.add(name);
    }
    for (const element of document.querySelectorAll('[data-watch-text]')) {
      const [name = '', words = ''] = (element.getAttribute('data-watch-text') ?? '').split(':');
      if (!seen.has(name) && readableText(element, words)) seen.add(name);
    }
    return Array.from(seen).sort();
  }

  const marks = ['data-tb-block', 'data-tb-for', 'data-tb-text'];
  const marked = marks.map((name) => `[${name}]`).join();
  const idOf = (element: Element): string =>
    marks.map((name) => attributeOf(element, name)).find((value) => value !== null) ?? '';

  function sample(): void {
    const elements = Array.from(document.querySelectorAll(marked));
    const now = performance.now();
    const look = {
      loading: document.readyState === 'loading',
      settled,
      overdue,
      seen: namesSeen(),
      hidden: elements.filter((one) => getComputedStyle(one).visibility !== 'visible').map(idOf),
      pending: elements.filter((one) => attributeOf(one, 'data-tb-state') === 'pending').map(idOf),
      blank: elements.filter(isBlank).map(idOf),
    };
    frames++;
    const text = JSON.stringify(look);
    const last = text === lastLook ? stretches.pop() : undefined;
    lastLook = text;
    stretches.push({ from: now, ...last, to: now, frames: (last?.frames ?? 0) + 1, ...look });
  }

  const endOfFrame = new ResizeObserver(() => {
    endOfFrame.disconnect();
    sample();
  });
  function frame(): void {
    findTailorbird();
    endOfFrame.observe(document.documentElement);
    ticks(frame);
  }
  ticks(frame);

  /**
   * The deadline is timed by a timer of our own, set for the same delay but after Tailorbird's: by the HTML
   * standard it fires after it, however busy the machine is. A block hidden in a frame after that is too late.
   */
  function findTailorbird(): void {
    if (started) return;
    const { tailorbird } = window as unknown as { tailorbird?: Partial<PublicApi> };
    if (!tailorbird?.settled) return;
    started = true;
    untilStarted.disconnect();
    void tailorbird.settled.then(() => (settled = true));
    later(pastDeadline, deadline());
  }

  /** As the page's author set it: by an attribute of the script, or in the plan. */
  function deadline(): number {
    const tag = document.querySelector('script[data-tb-deadline]');
    const plan = document.querySelector('script[data-tb-plan]')?.textContent;
    const planned = /"deadline":\s*(\d+)/.exec(plan ?? '')?.[1];
    return Number(tag?.getAttribute('data-tb-deadline') ?? planned ?? 300);
  }
  const untilStarted = new MutationObserver(findTailorbird);
  untilStarted.observe(document, { childList: true, subtree: true });

  function pastDeadline(): void {
    overdue = true;
    const { __gate: gate } = window;
    if (!gate) return;
    // What stands there at the deadline has to be painted before anything later can be late.
    ticks(() => ticks(() => void fetch(`/gate/${gate}/overdue`).catch(() => {})));
  }

  const describe = (value: unknown): string =>
    value instanceof Error ? `${value.name}: ${value.message}` : String(value);
  window.addEventListener('error', (event) => errors.push(`uncaught ${event.message}`));
  window.addEventListener('unhandledrejection', ({ reason }) => {
    errors.push(`unhandled rejection: ${describe(reason)}`);
  });
  document.addEventListener('securitypolicyviolation', (event) => {
    errors.push(`policy violation: ${event.violatedDirective} ${event.blockedURI}`);
  });
  window.addEventListener('pageshow', (event) => {
    if (event.persisted) restored++;
  });
  for (const [level, note] of [
    ['error', (text: string) => errors.push(`console.error: ${text}`)],
    ['warn', (text: string) => warnings.push(text)],
  ] as const) {
    const original = console[level].bind(console);
    console[level] = (...args: unknown[]) => {
      note(args.map(describe).join(' '));
      original(...args);
    };
  }

  const sampler: Sampler = {
    read: () => ({
      stretches,
      frames,
      started,
      settled,
      ready: document.readyState,
      errors,
      warnings,
      restored,
      elsewhere: performance
        .getEntriesByType('resource')
        .map(({ name }) => name)
        .filter((url) => /^(https?|wss?):/.test(url) && new URL(url).origin !== location.origin),
    }),
    reset() {
      stretches = [];
      errors = [];
      warnings = [];
    },
  };
  window.__sampler = sampler;
})();
