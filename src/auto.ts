/** The script tag: the only file that acts on import. */
import { readScriptTag } from './blocks/attributes.js';
import { prepare } from './tailorbird.js';
import type { Tailorbird } from './types.js';

type Call = (tailorbird: Tailorbird) => void;

const global = window as unknown as { tailorbird?: unknown };
const before = global.tailorbird;

// A second script tag leaves the first one alone. A form with that id is no Tailorbird.
if (!(before && typeof (before as Tailorbird).explain === 'function')) {
  const script = document.currentScript;
  const { planUrl, fields } =
    script instanceof HTMLScriptElement
      ? readScriptTag(script)
      : { planUrl: undefined, fields: {} };
  const { tailorbird, run } = prepare(undefined, { fields, ...(planUrl && { planUrl }) });
  const push = (call: Call): void => {
    try {
      call(tailorbird);
    } catch (error) {
      // As if the page had made the call itself: its own error handling hears of it, nothing else stops.
      setTimeout(() => {
        throw error;
      });
    }
  };
  global.tailorbird = Object.assign(tailorbird, { push });
  // What the page asked for before this script arrived counts for the first decision.
  if (Array.isArray(before)) before.forEach(push);
  run();
}
