import type { Decider, DeciderOptions } from './core/choose.js';
import { pending } from './core/signal.js';
import type { Reporter } from './lib/report.js';
import type { PagePlan } from './page-plan.js';
import type { Signals } from './types.js';
import type { VisitorSession } from './visitor/visitor.js';

export interface PageDeciderOptions {
  readonly pagePlan: PagePlan;
  readonly signals: Signals;
  readonly visitor: VisitorSession;
  /** Aborted when what is still pending counts as unavailable. */
  readonly deadline: AbortController;
  readonly report: Reporter;
  /** How every decision is made. */
  readonly decide: (options: DeciderOptions) => Decider;
}

/** Answers by what is known now: made anew whenever something becomes known. */
export function createPageDecider(options: PageDeciderOptions): Decider {
  const { pagePlan, signals, visitor, deadline, report } = options;
  const overdue = deadline.signal.aborted;
  const record = visitor.record();
  const { id, stuck = {}, arms = {} } = record === pending ? {} : (record ?? {});
  return options.decide({
    plan: pagePlan.current(),
    signals,
    visitor: {
      id: record === pending && !overdue ? pending : id,
      stuck: Object.keys(stuck),
      arms,
      plain: visitor.plain(),
    },
    incomplete: pagePlan.incomplete() && !overdue,
    ...(pagePlan.sound() && !pagePlan.incomplete() && { report }),
  });
}
