import type { Inspectable } from '../core/choose.js';
import { isAsked, type Sighting } from '../lib/asked.js';
import type { Tailorbird } from '../types.js';
import { keep, nothing, readAsked, type Asked, type Preview } from './address.js';
import { createBar } from './bar.js';
import { element } from './element.js';
import { createSimulation } from './simulation.js';
import { createSheet } from './style.js';

/** Opens, or moves the focus, or closes: what asking again does to an inspector that is there. */
let again: (() => void) | undefined;

/**
 * Shows what the address, or an earlier page in this tab, asks to see; without such a wish it opens the inspector. Called
 * again, it opens the inspector or, if the focus is in it, closes it.
 *
 * @param seen What has changed on the page so far; the script tag remembers it.
 * @example
 * import { start } from 'tailorbird';
 * import { inspect } from 'tailorbird/inspector';
 * inspect(start());
 */
export function inspect(tailorbird: Tailorbird, seen: readonly Sighting[] = []): void {
  if (again) return again();
  const counted = !seen.length && !isAsked();
  again = () => undefined;
  void begin(tailorbird as Inspectable, counted);
}

async function begin(tailorbird: Inspectable, counted: boolean): Promise<void> {
  let asked: Asked = await readAsked();
  const simulation = createSimulation(tailorbird, counted);
  const bar = createBar({ open: () => again?.(), end: () => void change(nothing) });
  const host = element('div');
  const shadow = host.attachShadow({ mode: 'open' });
  shadow.adoptedStyleSheets = [createSheet()];
  shadow.append(element('div', { attributes: { class: 'root' } }, bar.bar));

  const update = (): void => bar.update(asked, simulation.unknown());

  function change(preview: Preview): Promise<void> {
    asked = { ...asked, ...preview };
    simulation.show(asked);
    update();
    return keep(asked);
  }

  tailorbird.on('decide', update);

  // Lets the page be decided once more, so that what its blocks are made of is known.
  tailorbird.set({});
  await change(asked);
  // A page in a frame of another is previewed too, but marked once.
  if (window === window.top) document.documentElement.append(host);
}
