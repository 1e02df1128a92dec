import { createAcrossPages } from './across-pages.js';
import { createAssumptions } from './assumptions.js';
import { createReasons, type PageRule } from './checker.js';
import { codes, type Severity } from './codes.js';
import type { Finding, Report } from './finding.js';
import { isIgnored, readIgnored, type Ignored } from './ignore.js';
import { readPage } from './page.js';
import { createPlanReader, type PlanSource } from './plan-source.js';
import { checkAttributes } from './rules/attributes.js';
import { checkAudiences } from './rules/audiences.js';
import { checkBlocks } from './rules/blocks.js';
import { checkContents } from './rules/contents.js';
import { checkExperiments } from './rules/experiments.js';
import { checkMarks } from './rules/marks.js';
import { checkPlan } from './rules/plan.js';
import { checkReach } from './rules/reach.js';
import { checkScripts } from './rules/scripts.js';
import { checkSensitive } from './rules/sensitive.js';
import { createSource, type Source } from './source.js';

const rules: readonly PageRule[] = [
  checkScripts,
  checkAttributes,
  checkBlocks,
  checkAudiences,
  checkReach,
  checkExperiments,
  checkMarks,
  checkContents,
  checkSensitive,
];

/** What came of a check. */
export interface CheckResult {
  /** By file, line and column. */
  readonly findings: readonly Finding[];
  /** How many there are of each kind, those that are not shown too. */
  readonly counts: Readonly<Record<Severity, number>>;
  readonly pages: number;
  readonly ignored: number;
  /** What was taken for granted, in sentences. */
  readonly assumptions: readonly string[];
}

export interface Checker {
  /** @param file As people know it. */
  add(file: string, text: string): void;
  finish(): CheckResult;
}

export interface CheckerOptions {
  /** The file of a plan for pages that have none of their own. */
  readonly plan?: string | undefined;
  /** Milliseconds since 1970; experiments end. */
  readonly now: number;
}

/** Checks pages one after the other, and what can only be told of all of them at the end. */
export function createChecker({ plan: given, now }: CheckerOptions): Checker {
  const findings: Finding[] = [];
  const plans = createPlanReader(given);
  const checkedPlans = new Set<string>();
  const across = createAcrossPages();
  const reasons = createReasons();
  /** Of a page nothing else is kept: a site may have many. */
  const ignoring = new WeakMap<Source, readonly Ignored[]>();
  const assumptions = createAssumptions();
  let [pages, ignored] = [0, 0];
  const today = dateOf(now);

  function reporter(source: Source): Report {
    return (code, at, { message, advice, severity = codes[code][0] }) => {
      if (isIgnored(ignoring.get(source) ?? [], code, at)) ignored++;
      else
        findings.push({ code, severity, file: source.file, ...source.locate(at), message, advice });
    };
  }

  function checkPlanOnce(plan: PlanSource): void {
    const key = `${plan.source.file}\0${plan.facts.text}`;
    if (checkedPlans.size < checkedPlans.add(key).size) {
      checkPlan(plan, reasons, reporter(plan.source));
    }
  }

  return {
    add(file, text) {
      const source = createSource(file, text);
      const page = readPage(source);
      pages++;
      ignoring.set(source, readIgnored(page));
      const planned = plans.planOf(page);
      const { plan, facts } = planned;
      if (plan) checkPlanOnce(plan);
      assumptions.add(page, planned);
      const report = reporter(source);
      const context = { page, plan: facts, planSource: plan, report, reasons, today };
      if (page.isMarked || page.scripts.length) for (const rule of rules) rule(context);
      across.add(context);
    },

    finish() {
      // Mistakes in what was named are told although nobody reads it.
      const unused = plans.unused();
      if (unused) checkPlanOnce(unused);
      across.finish((plan) => reporter(plan.source));
      const sorted = sort(findings);
      const count = (severity: Severity): number =>
        sorted.filter((finding) => finding.severity === severity).length;
      return {
        findings: sorted,
        counts: { error: count('error'), warning: count('warning'), hint: count('hint') },
        pages,
        ignored,
        assumptions: [...assumptions.sentences(), ...(unused ? [sayUnused(unused)] : [])],
      };
    },
  };
}

function sayUnused({ source }: PlanSource): string {
  return `No page takes its plan from ${source.file}: each has one of its own.`;
}

/** The same finding at the same place is told once. */
function sort(findings: readonly Finding[]): readonly Finding[] {
  const byPlace = new Map(
    findings.map((one) => [
      [one.file, one.line, one.column, one.code, one.message].join('\0'),
      one,
    ]),
  );
  return [...byPlace.values()].sort(
    (a, b) =>
      (a.file < b.file ? -1 : Number(a.file > b.file)) || a.line - b.line || a.column - b.column,
  );
}

/** By the clock of whoever checks. */
function dateOf(now: number): string {
  const date = new Date(now);
  const two = (value: number): string => String(value).padStart(2, '0');
  return `${date.getFullYear()}-${two(date.getMonth() + 1)}-${two(date.getDate())}`;
}
