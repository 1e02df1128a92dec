import { combinators, isOperators, operands } from '../core/operators.js';
import { hasOwn, isRecord, isText } from '../core/signal.js';
import { operators } from '../core/condition.js';
import type { Condition } from '../types.js';
import { literal } from './atom.js';
import { all, any, not, type Formula, type Order, type TextOperator } from './formula.js';

/**
 * What a condition says, as a formula. Where it cannot be read (`checkCondition` tells why) it may hold or not.
 *
 * @param where JSON path of the condition, for the places of its tests.
 */
export function fromCondition(condition: unknown, where = '$'): Formula {
  if (!isRecord(condition)) return free(where);
  return all(
    Object.entries(condition).map(([key, operand]) => {
      const here = `${where}.${key}`;
      if (key[0] !== '$') return fromTest(key, operand, here);
      if (!hasOwn(combinators, key) || !Array.isArray(operand)) return free(here);
      const parts = operand.map((part, index) => fromCondition(part, `${here}[${index}]`));
      return key === '$and' ? all(parts) : key === '$or' ? any(parts) : not(any(parts));
    }),
  );
}

/** What stands below a path: a value to be equal to, or operators. */
function fromTest(path: string, test: unknown, where: string): Formula {
  if (!isOperators(test)) return equals(path, test, where);
  return all(
    Object.entries(test).map(([name, operand]) => {
      const here = `${where}.${name}`;
      const isSound = hasOwn(operators, name) && operands[name]?.test(operand) !== false;
      return isSound ? fromOperator({ path, name, operand, siblings: test, here }) : free(here);
    }),
  );
}

interface OperatorAt {
  readonly path: string;
  readonly name: string;
  readonly operand: unknown;
  readonly siblings: Condition;
  readonly here: string;
}

function fromOperator({ path, name, operand, siblings, here }: OperatorAt): Formula {
  const each = (): Formula[] =>
    (operand as unknown[]).map((item, index) => equals(path, item, `${here}[${index}]`));
  switch (name) {
    case '$eq':
      return equals(path, operand, here);
    case '$ne':
      return not(equals(path, operand, here));
    case '$in':
      return any(each());
    case '$nin':
      return not(any(each()));
    case '$all':
      return each().length > 0 && all(each());
    case '$not':
      return not(fromTest(path, operand, here));
    case '$exists': {
      const exists = literal(path, { kind: 'exists', operand: true }, here);
      return operand ? exists : not(exists);
    }
    case '$options':
      return isText(siblings['$regex']) || free(here);
    case '$regex':
    case '$size':
    case '$elemMatch': {
      const kind = name.slice(1) as 'regex' | 'size' | 'elemMatch';
      return literal(path, { kind, operand }, here, siblings);
    }
    case '$startsWith':
    case '$endsWith':
    case '$contains': {
      const operator: TextOperator = name;
      return literal(path, { kind: 'text', operator, operand: operand as string }, here);
    }
    default:
      return literal(path, { kind: 'order', operator: name as Order, operand }, here);
  }
}

function equals(path: string, operand: unknown, where: string): Formula {
  return literal(path, { kind: 'equals', operand }, where);
}

/** What cannot be told: apart from everything else that cannot. */
function free(where: string): Formula {
  return literal('', { kind: 'free', name: where }, where);
}
