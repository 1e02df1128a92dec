import type { Inspectable } from '../core/choose.js';
import { createReporter } from '../lib/report.js';
import type { Tailorbird } from '../types.js';
import { ask, keep, nothing, readAsked, readWish, type Asked, type Preview } from './address.js';
import { createBar } from './bar.js';
import { element } from './element.js';
import { createOutlines } from './outlines.js';
import { createPanel } from './panel.js';
import { createSimulation } from './simulation.js';
import { readPast } from './past.js';
import { createSheet } from './style.js';
import type { View } from './view.js';

/** What asking again does to an inspector that is there. */
let again: (() => void) | undefined;

/**
 * Shows what the address, or an earlier page in this tab, asks to see; without such a wish it opens the inspector. Called
 * again, it opens the inspector, moves the focus to it or, if the focus is there, closes it.
 *
 * @example
 * import { start } from 'tailorbird';
 * import { inspect } from 'tailorbird/inspector';
 * inspect(start());
 */
export function inspect(tailorbird: Tailorbird): void {
  if (again) return again();
  again = () => undefined;
  begin(tailorbird as Inspectable, readWish()).catch((error: unknown) => {
    createReporter(() => undefined)('exception', 'inspector', String(error));
  });
}

async function begin(tailorbird: Inspectable, wish: string): Promise<void> {
  const past = readPast(tailorbird.signals);
  let asked: Asked = await readAsked(wish);
  let isOpen = false;
  let isDue = false;
  /** Where the focus was before it came here. */
  let before: Element | null = null;
  const simulation = createSimulation(tailorbird, !wish, later);
  const outlines = createOutlines();
  const said = element('p', { attributes: { class: 'said', 'aria-live': 'polite' } });
  const host = element('div');
  // Whatever the page's rules say of every element, or of every <div>.
  host.style.setProperty('all', 'initial', 'important');
  const shadow = host.attachShadow({ mode: 'open' });
  const view: View = {
    tailorbird,
    simulation,
    past,
    outlines,
    explanation: tailorbird.explain,
    asked: () => asked,
    change: (preview) => void change(preview),
    say: (text) => (said.textContent = text),
  };
  const bar = createBar({ open: show, end: () => void end() });
  const panel = createPanel(view, close);
  panel.panel.hidden = true;
  panel.panel.append(said);
  shadow.adoptedStyleSheets = [createSheet()];
  const root = element(
    'div',
    { attributes: { class: 'root' } },
    outlines.layer,
    bar.bar,
    panel.panel,
  );
  shadow.append(root);

  function update(): void {
    bar.update(asked, [...asked.broken, ...simulation.unknown()]);
    if (isOpen) panel.update();
    // A page may have thrown everything away.
    if (window === window.top && !host.isConnected) document.documentElement.append(host);
  }

  function change(preview: Partial<Preview>): Promise<string> {
    asked = { ...asked, ...preview };
    simulation.show(asked);
    update();
    view.say('The page was decided again.');
    return keep(asked);
  }

  /** What happened in a preview is not to be counted afterwards: the page begins anew. */
  async function end(): Promise<void> {
    ask(await keep({ ...asked, ...nothing }));
    location.reload();
  }

  function show(): void {
    if (!isOpen) before = document.activeElement;
    isOpen = true;
    panel.panel.hidden = false;
    // Beside the panel there is no room for it.
    panel.panel.append(bar.bar);
    update();
    panel.focus();
  }

  function close(): void {
    isOpen = false;
    panel.panel.hidden = true;
    root.append(bar.bar);
    outlines.draw([]);
    if (before instanceof HTMLElement) before.focus();
    asked = { ...asked, panel: false };
    void keep(asked).then((query) => query || ask(query));
  }

  function later(): void {
    if (!isDue) setTimeout(() => ((isDue = false), update()));
    isDue = true;
  }
  for (const type of ['swap', 'problem'] as const) tailorbird.on(type, later);
  // Blocks that come later, and those that go.
  new MutationObserver(later).observe(document.documentElement, { childList: true, subtree: true });

  again = () => (isOpen && shadow.activeElement ? close() : show());
  // Decides once more without changing anything, so that it is known what blocks are made of.
  tailorbird.set({});
  simulation.show(asked);
  await keep(asked);
  update();
  if (!wish || asked.panel) show();
}
