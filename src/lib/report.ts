import type { Problem } from '../types.js';

/** Tells a problem once: a code, where it is (block id, JSON path) and what is wrong or what to do. */
export interface Reporter {
  (code: string, where: string, message?: string): void;
  /** Everything told so far, in order. */
  readonly problems: readonly Problem[];
}

/** The one error funnel. Nothing is thrown at the host page: this is where every error ends. */
export function createReporter(listen: (problem: Problem) => void): Reporter {
  const problems: Problem[] = [];
  const told = new Set<string>();
  const report = (code: string, where: string, message = ''): void => {
    const text = `[tailorbird] ${code} (${where}) ${message}`;
    if (told.has(text)) return;
    told.add(text);
    const problem = { code, where, message };
    problems.push(problem);
    console.warn(text);
    listen(problem);
  };
  return Object.assign(report, { problems });
}

/** Wraps what the page or the browser calls: nothing that goes wrong in it may reach the host page. */
export function createGuard(report: Reporter): (run: () => void) => () => void {
  return (run) => () => {
    try {
      run();
    } catch (error) {
      report('exception', 'page', String(error));
    }
  };
}
