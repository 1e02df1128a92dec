import { operators } from '../core/condition.js';
import { holds } from '../core/term.js';
import type { Condition } from '../types.js';
import type { Atom, Literal, Shape } from './formula.js';

/** A test that holds; the core itself answers it for single values. */
export function literal(
  path: string,
  shape: Shape,
  where: string,
  siblings: Condition = {},
): Literal {
  const options = shape.kind === 'regex' ? siblings['$options'] : undefined;
  const atom: Atom = {
    path,
    shape,
    where,
    key: JSON.stringify([path, shape, options]),
    test: testOf(shape, siblings),
  };
  return { atom, positive: true };
}

function testOf(shape: Shape, siblings: Condition): Atom['test'] {
  switch (shape.kind) {
    case 'free':
      return () => undefined;
    case 'term': {
      const { match, value } = shape;
      const term = { negated: false, path: 'it', match, value };
      return (it) => holds(term, { it });
    }
    case 'order':
    case 'text':
      return apply(shape.operator, shape.operand);
    case 'equals':
      return apply('$eq', shape.operand);
    case 'exists':
    case 'regex':
    case 'size':
    case 'elemMatch':
      return apply(`$${shape.kind}`, shape.operand, siblings);
  }
}

function apply(name: string, operand: unknown, siblings: Condition = {}): Atom['test'] {
  const operator = operators[name];
  return (value) => operator?.(value, operand, siblings);
}
