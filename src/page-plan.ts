import { readJsonScript, reportUnread } from './blocks/attributes.js';
import { parsePlan } from './core/plan.js';
import type { Reporter } from './lib/report.js';
import type { Plan, Problem } from './types.js';
import { requestPlan } from './visitor/remote-plan.js';

/** The plan of this page: passed, named by address, or inline; with what stands on the script tag. */
export interface PagePlan {
  current(): Plan;
  /** Whether its own segments are still on their way. */
  incomplete(): boolean;
  /** Whether it has no mistakes. A segment nobody knows is their fault otherwise: one cause, one report. */
  sound(): boolean;
  /**
   * Waits for a plan that was asked for by address. It counts now if there was none, and else from the next page.
   *
   * @returns Whether another plan counts now.
   */
  arrived(): Promise<boolean>;
  /** The page is parsed: a plan that stands where it was not read is told. */
  parsed(): void;
  /** Keeps what has arrived for the next page; only with consent. */
  keep(): void;
  /** Without it: deletes what an earlier page has kept, if that is not what has arrived. */
  drop(): void;
}

export interface PagePlanOptions {
  readonly given: unknown;
  readonly planUrl: string | undefined;
  /** Fields that stand on the script tag: they have the last word. */
  readonly fields: unknown;
  readonly report: Reporter;
}

const undecided = { consent: 'pending' } as const;

/** What holds where a mistake may stand in the place of a consent: nothing is stored before somebody says so. */
function doubtOf(problems: readonly Problem[]): Plan['privacy'] {
  return problems.some(({ where }) => /^\$(\.privacy|$)/.test(where)) ? undecided : undefined;
}

export function createPagePlan({ given, planUrl, fields, report }: PagePlanOptions): PagePlan {
  const remote = planUrl === undefined ? undefined : requestPlan(planUrl, report);
  let incomplete = remote !== undefined && remote.cached === undefined;
  let sound = true;
  // What a plan that is on its way says of consent nobody knows yet.
  const none = remote ? { privacy: undecided } : {};
  const found = given ?? remote?.cached ?? readJsonScript('plan');
  let plan = read(found ?? none);
  let text: string | undefined;

  function read(json: unknown): Plan {
    const { plan, problems } = parsePlan(json);
    const tag = parsePlan(fields ?? {});
    for (const { code, where, message } of problems) report(code, where, message);
    for (const { code, where, message } of tag.problems) report(code, `<script> ${where}`, message);
    sound = !problems.length;
    return {
      ...plan,
      ...tag.plan,
      privacy: {
        ...doubtOf(problems),
        ...plan.privacy,
        ...doubtOf(tag.problems),
        ...tag.plan.privacy,
      },
    };
  }

  return {
    current: () => plan,
    incomplete: () => incomplete,
    sound: () => sound,
    async arrived() {
      text = await remote?.fresh;
      if (!incomplete) return false;
      incomplete = false;
      if (text !== undefined) plan = read(text);
      return true;
    },
    parsed: () => void (found ?? remote ?? reportUnread('plan', report)),
    keep() {
      if (text !== undefined) remote?.keep(text);
      // Once: who is forgotten later has it deleted.
      text = undefined;
    },
    drop: () => void (text !== undefined && text !== remote?.cached && remote?.drop()),
  };
}
