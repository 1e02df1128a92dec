import { isOperators } from '../core/operators.js';
import { isRecord, isText } from '../core/signal.js';

/** What may fit where nothing else says what would. */
const common: readonly unknown[] = [undefined, true, false, 0, 1, 'other'];

/** Values among which one is likely to pass a comparison, and one to fail it: around each operand. */
export function candidates(expected: unknown): readonly unknown[] {
  const found = isOperators(expected)
    ? Object.entries(expected).flatMap(([operator, operand]) => around(operator, operand))
    : [expected];
  return [...found, ...common];
}

function around(operator: string, operand: unknown): readonly unknown[] {
  if (operator === '$not') return candidates(operand);
  if (operator === '$size') return [Array.from({ length: Number(operand) }, () => '')];
  if (operator === '$regex') return isText(operand) ? literals(operand) : [];
  if (operator === '$elemMatch') {
    return isOperators(operand)
      ? candidates(operand).map((item) => [item])
      : isRecord(operand)
        ? [[Object.fromEntries(Object.entries(operand).map(([k, v]) => [k, candidates(v)[0]]))]]
        : [];
  }
  if (typeof operand === 'number') {
    return [operand, operand + 1, operand - 1, operand + 0.5, operand - 0.5];
  }
  if (Array.isArray(operand)) return [operand[0], operand, ...(operand as unknown[])];
  return isText(operand) ? [operand, `${operand}~`] : [operand];
}

/** Texts that a plain pattern finds: its alternatives without the signs. */
function literals(pattern: string): readonly string[] {
  return pattern.split('|').map((part) => part.replace(/\\(.)|[\^$.*+?()[\]{}]/g, '$1'));
}
