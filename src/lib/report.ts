import type { Problem } from '../types.js';

/** Tells a problem once. Nothing is thrown at the host page: this is where every error ends. */
export interface Reporter {
  (code: string, message: string, where?: string): void;
  /** Everything told so far, in order. */
  readonly problems: readonly Problem[];
}

/**
 * The one error funnel: a code, what was wrong, where (block id or JSON path) and what to do.
 * The same code at the same place is told once.
 */
export function createReporter(listen?: (problem: Problem) => void): Reporter {
  const problems: Problem[] = [];
  const report = (code: string, message: string, where = ''): void => {
    if (problems.some((problem) => problem.code === code && problem.where === where)) return;
    const problem = { code, message, where };
    problems.push(problem);
    console.warn(`[tailorbird] ${code}${where && ` (${where})`}: ${message}`);
    listen?.(problem);
  };
  return Object.assign(report, { problems });
}

/** Runs somebody else's code; what it throws is reported, never passed on. */
export function guard<T>(report: Reporter, where: string, run: () => T): T | undefined {
  try {
    return run();
  } catch (error) {
    report('exception', String(error), where);
    return undefined;
  }
}
