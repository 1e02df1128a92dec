import { describe, expect, test } from 'vitest';
import { parsePlan, type Problem } from '../../../src/core.js';
import { readVectors } from './vectors.js';

interface Case {
  readonly name: string;
  /** JSON text; otherwise the plan is an object. */
  readonly text?: string;
  readonly plan?: unknown;
  readonly problems: readonly Pick<Problem, 'code' | 'where'>[];
  readonly survives: unknown;
}

const { cases } = readVectors<{ cases: readonly Case[] }>('plans.json');

describe('plans', () => {
  for (const { name, text, plan, problems, survives } of cases) {
    test(name, () => {
      const result = parsePlan(text ?? plan);
      expect(result.problems.map(({ code, where }) => ({ code, where }))).toStrictEqual(problems);
      // As text, because a matcher may overlook a key named `__proto__`.
      expect(JSON.stringify(result.plan)).toBe(JSON.stringify(survives));
    });
  }

  test('every problem says in a sentence what is wrong', () => {
    const messages = cases.flatMap(({ text, plan }) =>
      parsePlan(text ?? plan).problems.map(({ message }) => message),
    );
    expect(messages.length).toBeGreaterThan(80);
    for (const message of messages) expect(message).toMatch(/^\S.{8,200}$/);
  });
});
