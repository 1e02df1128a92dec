import { parsePlan } from '../../core/plan.js';
import { isRecord, isText } from '../../core/signal.js';
import { createSegments, type Segments } from '../../logic/from-audience.js';
import type { Plan, Problem } from '../../types.js';

/** A plan, however many pages it stands in. */
export interface PlanFacts {
  readonly text: string;
  readonly plan: Plan;
  readonly problems: readonly Problem[];
  readonly segments: Segments;
  /** JSON paths of the segments in the text, by id; those that are left out for a mistake too. */
  readonly places: ReadonlyMap<string, string>;
}

export function readPlan(text: string): PlanFacts {
  const { plan, problems } = parsePlan(text);
  const places = new Map<string, string>();
  for (const [index, segment] of listed(text).entries()) {
    const id = isRecord(segment) ? segment['id'] : undefined;
    if (isText(id) && !places.has(id)) places.set(id, `$.segments[${index}]`);
  }
  return {
    text,
    plan,
    problems,
    places,
    // One mistake, one report: what it leaves out is not unknown as well. Of what is no JSON nobody knows anything.
    segments: createSegments(plan, (id) =>
      problems.some(({ code }) => code === 'plan-json') ? true : places.has(id),
    ),
  };
}

function listed(text: string): readonly unknown[] {
  try {
    const plan: unknown = JSON.parse(text);
    return isRecord(plan) && Array.isArray(plan['segments']) ? plan['segments'] : [];
  } catch {
    return [];
  }
}

/**
 * Where no plan is: the built-in segments alone.
 *
 * @param words What code of the page mentions: it may define segments too.
 */
export function noPlan(words: ReadonlySet<string> = new Set()): PlanFacts {
  return { ...readPlan('{}'), segments: createSegments({}, (id) => words.has(id)) };
}

/** Where the plan is somewhere else: any segment may be defined there. */
export const unreadPlan: PlanFacts = {
  ...readPlan('{}'),
  segments: createSegments({}, () => true),
};
