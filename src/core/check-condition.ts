import { operators } from './condition.js';
import { combinators, compile, isOperators, operands } from './operators.js';
import { hasOwn, isRecord } from './signal.js';

/**
 * Looks for mistakes in a condition: operators that do not exist, operands of the wrong shape, patterns
 * that are too long or do not compile.
 *
 * @returns Whether it is sound; every mistake is reported with its JSON path.
 */
export function checkCondition(
  condition: unknown,
  where: string,
  report: (code: string, message: string, where: string) => void,
): boolean {
  let sound = true;
  const problem = (code: string, message: string, at: string): void => {
    sound = false;
    report(code, message, at);
  };

  /** A whole condition: paths and combinators. */
  function checkQuery(query: unknown, at: string): void {
    if (!isRecord(query)) return problem('plan-value', 'expected a condition object', at);
    for (const [key, operand] of Object.entries(query)) {
      const here = `${at}.${key}`;
      if (key[0] !== '$') checkTest(operand, here);
      else if (!hasOwn(combinators, key))
        problem('unknown-operator', `there is no operator ${key} here`, here);
      else if (!Array.isArray(operand) || operand.length === 0) {
        problem('plan-value', 'expected a list of conditions', here);
      } else operand.forEach((part, index) => checkQuery(part, `${here}[${index}]`));
    }
  }

  /** What stands below a path: a value, or operators. */
  function checkTest(test: unknown, at: string): void {
    if (!isOperators(test)) return;
    for (const [key, operand] of Object.entries(test)) {
      const here = `${at}.${key}`;
      if (!hasOwn(operators, key)) {
        problem('unknown-operator', `there is no operator ${key} here`, here);
        continue;
      }
      const expected = operands[key];
      if (expected && !expected.test(operand))
        problem('plan-value', `expected ${expected.name}`, here);
      else if (
        key === '$regex'
          ? !compile(operand, test['$options'])
          : key === '$options' && !('$regex' in test)
      ) {
        problem('plan-pattern', 'a pattern must compile and have at most 200 characters', here);
      } else if (key === '$not') checkTest(operand, here);
      else if (key === '$elemMatch') (isOperators(operand) ? checkTest : checkQuery)(operand, here);
    }
  }

  checkQuery(condition, where);
  return sound;
}
