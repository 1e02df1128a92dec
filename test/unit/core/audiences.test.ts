import { describe, expect, test } from 'vitest';
import { parseAudience, type Audience } from '../../../src/core.js';
import { readVectors } from './vectors.js';

interface Case {
  readonly name: string;
  readonly text: string;
  readonly expected: Audience;
}

const { cases } = readVectors<{ cases: readonly Case[] }>('audiences.json');

describe('audiences', () => {
  for (const { name, text, expected } of cases) {
    test(name, () => {
      expect(parseAudience(text)).toStrictEqual(expected);
    });
  }
});
