/** The script tag: the only file that acts on import. */
import { NO_FILES, readScriptTag } from './blocks/attributes.js';
import { own } from './lib/own.js';
import { isAsked, type InspectorFile } from './lib/asked.js';
import { createReporter } from './lib/report.js';
import { prepare } from './tailorbird.js';
import type { Tailorbird } from './types.js';

const page = window as { tailorbird?: unknown };
// A form with that id or a frame of that name is no Tailorbird, and no property of the window's own.
const before: unknown = Object.getOwnPropertyDescriptor(page, 'tailorbird')?.value;

// A second script tag leaves the first one alone.
if (typeof (before as Partial<Tailorbird> | undefined)?.explain !== 'function') {
  try {
    begin();
  } catch (error) {
    // The page's own markup can shadow what is called on `document`: then every default stays.
    createReporter(() => undefined)('exception', 'start', String(error));
  }
}

function begin(): void {
  const script = own(document, 'currentScript');
  const tag = script instanceof HTMLScriptElement ? script : document.createElement('script');
  const { files, ...options } = readScriptTag(tag);
  // As the script's own address: a `<base>` further down does not count.
  const base = own(document, 'baseURI');
  // A dynamic import takes the nonce of the script along, and is no sink of Trusted Types as `script.src` is.
  const load = async (name: string): Promise<unknown> => {
    // Not beside the page, where others may be allowed to leave files.
    if (!files) throw new Error(NO_FILES);
    return import(new URL(name, new URL(files, base)).href);
  };
  const { tailorbird, report, run } = prepare(undefined, { ...options, load });

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

  const inspect = (): Promise<void> =>
    load('inspector.min.js')
      .then((file) => (file as InspectorFile).inspect(tailorbird))
      .catch((error) => report('inspector-file', 'start', String(error)));
  if ('tbInspector' in tag.dataset) {
    addEventListener(
      'keydown',
      (event) => event.altKey && event.shiftKey && event.code === 'KeyT' && void inspect(),
    );
  }
  if (isAsked()) void inspect();
  run();
}
