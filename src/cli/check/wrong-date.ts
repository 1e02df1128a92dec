import type { Atom } from '../../logic/formula.js';

/** What is compared with `time.date` and is not written as that is; `undefined` if there is nothing. */
export function wrongDate({ path, shape }: Atom): string | undefined {
  if (path !== 'time.date') return undefined;
  if (shape.kind === 'order') {
    const { operand } = shape;
    // A year or a month has its place among days too, and so has an hour.
    return typeof operand === 'string' && !/^\d{4}(-\d\d(-\d\d([T ].*)?)?)?$/.test(operand)
      ? operand
      : undefined;
  }
  const value = shape.kind === 'equals' ? shape.operand : '';
  const day = shape.kind === 'term' && shape.match === 'equal' ? shape.value : value;
  return typeof day === 'string' && day && !isDay(day) ? day : undefined;
}

function isDay(text: string): boolean {
  const date = /^\d{4}-\d\d-\d\d$/.test(text) ? new Date(`${text}T00:00:00Z`) : undefined;
  return date !== undefined && !isNaN(Number(date)) && date.toISOString().startsWith(text);
}
