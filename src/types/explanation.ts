/** What `explain()` tells. */
import type { Truth } from './condition.js';
import type { Choice, Decision, Problem } from './decision.js';

/** A signal, as `explain()` tells it. */
export interface SignalExplanation {
  readonly path: string;
  readonly value: unknown;
  /** Where the value was read, such as `referrer`, `record` or `media query`; absent if there is none. */
  readonly via?: string | undefined;
  readonly state: 'known' | 'pending' | 'unavailable';
}

/** A segment, and each comparison that led to its answer. */
export interface SegmentExplanation {
  readonly id: string;
  /** The name that the plan gives it. */
  readonly name?: string | undefined;
  /** Whether the plan defines it; the others every page has. */
  readonly own: boolean;
  /** `undefined` if it cannot be told yet. */
  readonly matches: Truth;
  readonly because: readonly {
    readonly path: string;
    readonly expected: unknown;
    readonly actual: unknown;
    readonly truth: Truth;
  }[];
}

/** Why the page looks as it does: signal → condition → segment → block. */
export interface Explanation extends Omit<Decision, 'blocks'> {
  readonly signals: readonly SignalExplanation[];
  readonly why: readonly SegmentExplanation[];
  readonly blocks: readonly ({ readonly id: string } & Choice)[];
  readonly problems: readonly Problem[];
}
