import type { Inspectable } from '../core/choose.js';
import type { Explanation } from '../types.js';
import type { Asked, Preview } from './address.js';
import type { Outlines } from './outlines.js';
import type { Simulation } from './simulation.js';

/** What the sections of the panel show, and what they can do. */
export interface View {
  readonly tailorbird: Inspectable;
  readonly simulation: Simulation;
  /** What was known of the visitor's past when the inspector came, in words. */
  readonly past: string;
  readonly outlines: Outlines;
  explanation(): Explanation;
  asked(): Asked;
  /** Shows another preview. */
  change(preview: Partial<Preview>): void;
  /** Says it to a screen reader. */
  say(text: string): void;
}

/** Draws a section of the panel. */
export type Section = (view: View) => readonly (Node | string)[];
