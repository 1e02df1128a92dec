import { isText } from '../core/signal.js';
import type { Literal, Shape } from './formula.js';

/** What tests say of a text, as far as it can be reasoned with. */
export interface Facts {
  readonly starts: string[];
  readonly ends: string[];
  readonly contains: string[];
  /** In lower case. */
  readonly lowerIs: string[];
  readonly lowerStarts: string[];
  /** Bounds; the text itself is neither, since what the tests name was tried before. */
  readonly above: string[];
  readonly below: string[];
}

export interface TextFacts {
  readonly is: Facts;
  readonly isNot: Facts;
}

const flipped = { above: 'below', below: 'above' } as const;

/** @returns `undefined` if no text is all of this that is not one of the constants. */
export function readTextFacts(literals: readonly Literal[]): TextFacts | undefined {
  const facts = { is: none(), isNot: none() };
  for (const { atom, positive } of literals) {
    const { shape } = atom;
    switch (shape.kind) {
      case 'equals':
        // Equal to a constant: that one was tried.
        if (positive) return undefined;
        break;
      case 'order': {
        if (!isText(shape.operand)) {
          if (positive) return undefined;
          break;
        }
        const side = shape.operator.startsWith('$g') ? 'above' : 'below';
        facts.is[positive ? side : flipped[side]].push(shape.operand);
        break;
      }
      case 'text':
      case 'term':
        facts[positive ? 'is' : 'isNot'][sideOf(shape)].push(
          shape.kind === 'text' ? shape.operand : shape.value,
        );
        break;
      case 'exists':
        if (!positive) return undefined;
        break;
      case 'size':
      case 'elemMatch':
        // Of lists alone.
        if (positive) return undefined;
        break;
      case 'regex':
      case 'free':
        break;
    }
  }
  return facts;
}

function sideOf(shape: Extract<Shape, { kind: 'text' | 'term' }>): keyof Facts {
  if (shape.kind === 'term') return shape.match === 'equal' ? 'lowerIs' : 'lowerStarts';
  return ({ $startsWith: 'starts', $endsWith: 'ends', $contains: 'contains' } as const)[
    shape.operator
  ];
}

function none(): Facts {
  return {
    starts: [],
    ends: [],
    contains: [],
    lowerIs: [],
    lowerStarts: [],
    above: [],
    below: [],
  };
}
