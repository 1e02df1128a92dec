import { attempt } from './attempt.js';
import type { Tailorbird } from '../types.js';

/** What the module `tailorbird/inspector` exports. */
export interface InspectorFile {
  /** Shows what the address or an earlier page in this tab asks for, and opens the inspector. */
  inspect(tailorbird: Tailorbird): void;
}

/** In sessionStorage: what a tab has asked of the inspector, as the query of an address. The inspector writes it. */
export const ASKED = 'tailorbird';

/** Whether the address of this page, or an earlier page in this tab, asks for the inspector or for a preview. */
export function isAsked(): boolean {
  // Where nothing is stored the address has to say it.
  const stored = attempt(() => sessionStorage.getItem(ASKED));
  return /[?&]tb-(as|inspect|show|visitor)\b/.test(`${location.search}&${stored}`);
}
