/** The script tag: the only file that acts on import. */
import { readScriptTag } from './blocks/attributes.js';
import { own } from './lib/own.js';
import { isAsked, type InspectorFile, type Sighting } from './lib/asked.js';
import { createReporter } from './lib/report.js';
import { prepare } from './tailorbird.js';
import type { Tailorbird } from './types.js';

const page = window as { tailorbird?: unknown };
// A form with that id or a frame of that name is no Tailorbird, and no property of the window's own.
const before: unknown = Object.getOwnPropertyDescriptor(page, 'tailorbird')?.value;

const report = createReporter(() => undefined);

// A second script tag leaves the first one alone.
if (typeof (before as Partial<Tailorbird> | undefined)?.explain !== 'function') {
  try {
    begin();
  } catch (error) {
    // The page's own markup can shadow what is called on `document`: then every default stays.
    report('exception', 'start', String(error));
  }
}

function begin(): void {
  const script = own(document, 'currentScript');
  const { files, shortcut, ...options } = readScriptTag(
    script instanceof HTMLScriptElement ? script : document.createElement('script'),
  );
  // A dynamic import takes the nonce of the script along, and is no sink of Trusted Types as `script.src` is.
  const load = (name: string): Promise<unknown> =>
    import(new URL(name, new URL(files, document.baseURI)).href);
  const { tailorbird, run } = prepare(undefined, { ...options, ...(files && { load }) });

  /** Makes a call of the page's. What it throws is the page's own error, and stops nothing here. */
  const push = (call: (tailorbird: Tailorbird) => void): void => {
    try {
      call(tailorbird);
    } catch (error) {
      setTimeout(() => {
        throw error;
      });
    }
  };
  page.tailorbird = Object.assign(tailorbird, { push });
  // What the page asked for before this script arrived counts for the first decision.
  if (Array.isArray(before)) before.forEach(push);

  const seen: Sighting[] = [];
  const inspect = (): void =>
    void load('inspector.min.js')
      .then((file) => (file as InspectorFile).inspect(tailorbird, seen))
      .catch((error) => report('inspector-file', 'start', String(error)));
  if (isAsked()) {
    // What happens before it arrives.
    new MutationObserver((changes) => seen.push([performance.now(), changes])).observe(document, {
      attributeOldValue: true,
      subtree: true,
    });
    inspect();
  }
  if (shortcut) {
    addEventListener(
      'keydown',
      ({ code, altKey, shiftKey }) => code === 'KeyT' && altKey && shiftKey && inspect(),
    );
  }
  run();
}
