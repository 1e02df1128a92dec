import { readFileSync } from 'node:fs';
import { parsePlan } from '../../core/plan.js';
import type { Plan, Problem } from '../../types.js';
import type { Page } from '../check/page.js';
import { unreadPlan } from '../check/plan-facts.js';
import { createPlanReader } from '../check/plan-source.js';
import { isFile, UsageError } from '../usage.js';

/** The plan that visitors are replayed with. */
export interface FoundPlan {
  readonly plan: Plan;
  readonly problems: readonly Problem[];
  /** Where it stands, for people; `undefined` without one. */
  readonly file: string | undefined;
  /** It is somewhere else, as far as one can see: it may define any segment. */
  readonly incomplete: boolean;
}

/**
 * The plan of the command line, else the one that the page's script would read.
 *
 * @throws UsageError
 */
export function findPlan(given: string | undefined, page: Page | undefined): FoundPlan {
  if (given !== undefined) {
    if (!isFile(given)) throw new UsageError(`there is no plan ${given}`);
    const found = parsePlan(readFileSync(given, 'utf8').replace(/^\uFEFF/, ''));
    return { ...readable(found, given), file: given, incomplete: false };
  }
  if (!page) return { plan: {}, problems: [], file: undefined, incomplete: false };
  const { plan, facts } = createPlanReader(undefined).planOf(page);
  const file = plan?.source.file;
  return { ...readable(facts, file ?? ''), file, incomplete: facts === unreadPlan };
}

type Read = Pick<FoundPlan, 'plan' | 'problems'>;

function readable({ plan, problems }: Read, file: string): Read {
  const broken = problems.find(({ code, where }) => code === 'plan-json' || where === '$');
  if (broken) throw new UsageError(`the plan in ${file} ${broken.message}`);
  return { plan, problems };
}
