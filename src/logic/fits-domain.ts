import type { Domain } from './domain.js';

/** Whether a signal can have a value. */
export function fitsDomain(
  value: unknown,
  { booleans, numbers, texts, lists, objects }: Domain,
): boolean {
  if (typeof value === 'boolean') return Boolean(booleans);
  if (typeof value === 'string') return Array.isArray(texts) ? texts.includes(value) : !!texts;
  if (typeof value !== 'number') return Boolean(Array.isArray(value) ? lists : objects);
  if (!numbers || (numbers.whole && !Number.isInteger(value))) return false;
  return value >= numbers.min && value <= numbers.max;
}
