import { readFileSync } from 'node:fs';
import { pending } from '../../../src/core.js';

/** Reads a file of test/vectors, where `{"$pending": true}` stands for a pending value. */
export function readVectors<T>(file: string): T {
  const text = readFileSync(new URL(`../../vectors/${file}`, import.meta.url), 'utf8');
  return revive(JSON.parse(text)) as T;
}

function revive(value: unknown): unknown {
  if (typeof value !== 'object' || value === null) return value;
  if (Array.isArray(value)) return value.map(revive);
  if (Object.keys(value).join() === '$pending') return pending;
  // Object.fromEntries makes `__proto__` a key like any other, as JSON.parse does.
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, revive(item)]));
}
