import { describe, expect, test } from 'vitest';
import {
  decide,
  type Block,
  type Decision,
  type Plan,
  type Signals,
  type Visitor,
} from '../../../src/core.js';
import { readVectors } from './vectors.js';

interface Case {
  readonly name: string;
  readonly plan: Plan;
  readonly signals: Signals;
  readonly visitor?: Visitor;
  readonly blocks?: readonly Block[];
  readonly expected: Partial<Decision>;
}

const { cases } = readVectors<{ cases: readonly Case[] }>('decisions.json');

describe('decisions', () => {
  for (const { name, plan, signals, visitor, blocks, expected } of cases) {
    test(name, () => {
      const decision = decide(plan, signals, visitor, blocks);
      const named = Object.keys(expected).map((field) => [
        field,
        decision[field as keyof Decision],
      ]);
      expect(Object.fromEntries(named)).toStrictEqual(expected);
    });
  }
});
