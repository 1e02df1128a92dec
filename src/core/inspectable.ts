import type { Tailorbird } from '../types.js';
import type { Decider, DeciderOptions } from './choose.js';

/** A running Tailorbird as the inspector sees it. */
export interface Inspectable extends Tailorbird {
  /** How every decision is made. The inspector puts a preview's way in its place. */
  decide: (options: DeciderOptions) => Decider;
}
