import { anything, anythingButLists } from '../../logic/domain.js';
import { createProver, type Prover } from '../../logic/prover.js';
import { domainOf, facts } from '../../logic/signals.js';
import { askedLists } from './asked-lists.js';
import type { Report } from './finding.js';
import type { Page } from './page.js';
import type { PlanFacts } from './plan-facts.js';
import type { PlanSource } from './plan-source.js';

/** What a rule for pages looks at. */
export interface PageContext {
  readonly page: Page;
  readonly plan: PlanFacts;
  /** Where the page's plan stands; `undefined` without one. */
  readonly planSource: PlanSource | undefined;
  readonly report: Report;
  readonly reasons: Reasons;
  /** `YYYY-MM-DD`. */
  readonly today: string;
}

/** A rule looks at a page and reports. A new rule is a new row in rules.ts. */
export type PageRule = (context: PageContext) => void;

/** What can be proved, for certain and as good as certain. */
export interface Reasons {
  readonly sure: Prover;
  /** As long as nothing that a site supplies about a visitor is a list, other than what is asked for as one. */
  readonly likely: Prover;
}

export function createReasons(): Reasons {
  return {
    sure: createProver({ domainOf: (path) => domainOf(path) ?? anything, facts }),
    likely: createLikely(),
  };
}

/** Takes nothing that a site supplies for a list, other than what is asked for as one. */
function createLikely(): Prover {
  const provers = new Map<string, Prover>();

  function proverFor(lists: ReadonlySet<string>): Prover {
    const key = [...lists].sort().join('\n');
    const prover =
      provers.get(key) ??
      createProver({
        facts,
        domainOf(path) {
          const domain = domainOf(path) ?? anything;
          return domain === anything && !lists.has(path) ? anythingButLists : domain;
        },
      });
    provers.set(key, prover);
    return prover;
  }

  return {
    isPossible: (formula) => proverFor(askedLists(formula).held).isPossible(formula),
    implies(formula, consequence) {
      const lists = new Set([...askedLists(formula).held, ...askedLists(consequence).negated]);
      return proverFor(lists).implies(formula, consequence);
    },
  };
}
