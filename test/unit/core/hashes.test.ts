import { describe, expect, test } from 'vitest';
import { chooseArm, hash, type ArmDraw } from '../../../src/core.js';
import { readVectors } from './vectors.js';

interface HashCase {
  readonly name: string;
  readonly seed: string;
  readonly value: string;
  readonly expected: number;
}

interface ArmCase extends ArmDraw {
  readonly name: string;
  readonly expected: number;
}

const { hashes, arms } = readVectors<{
  hashes: readonly HashCase[];
  arms: readonly ArmCase[];
}>('hashes.json');

describe('hashes', () => {
  for (const { name, seed, value, expected } of hashes) {
    test(name, () => {
      expect(hash(seed, value)).toBe(expected);
    });
  }
});

describe('arms', () => {
  for (const { name, expected, ...draw } of arms) {
    test(name, () => {
      expect(chooseArm(draw)).toBe(expected);
    });
  }
});
