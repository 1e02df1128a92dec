import type { Signals, Truth } from '../types.js';
import type { Term } from './audience.js';
import { hasPending, readPath } from './signal.js';

/** Whether a term `signal:value` fits, its negation aside; any item of a list may fit. */
export function holds(term: Exclude<Term, { segment: string }>, signals: Signals): Truth {
  const actual = readPath(signals, term.path);
  if (hasPending(actual)) return undefined;
  if (term.match === 'exists') return actual !== undefined;
  return (Array.isArray(actual) ? actual : [actual]).some((item: unknown) => {
    if (!['string', 'number', 'boolean'].includes(typeof item)) return false;
    const text = String(item).toLowerCase();
    return term.match === 'prefix'
      ? text.startsWith(term.value)
      : text === term.value || (term.match === 'range' && text.startsWith(`${term.value}-`));
  });
}
