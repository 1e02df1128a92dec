import { describe, expect, test } from 'vitest';
import { evaluate, type Condition, type Signals } from '../../../src/core.js';
import { readVectors } from './vectors.js';

interface Case {
  readonly name: string;
  readonly condition: Condition;
  readonly signals: Signals;
  readonly expected: boolean | 'unknown';
}

const { cases } = readVectors<{ cases: readonly Case[] }>('conditions.json');

describe('conditions', () => {
  for (const { name, condition, signals, expected } of cases) {
    test(name, () => {
      expect(evaluate(condition, signals) ?? 'unknown').toBe(expected);
    });
  }
});
