import { expect, test } from 'vitest';
import { hasEmailAddress } from '../../../src/core/personal.js';

test.each([
  'ann@example.com',
  'a%40b.de',
  '/u/ann%40example.com/x',
  'x@y@b.cd',
  'a%40b%40c.de',
  'a@@b.cd',
])('%s holds an e-mail address', (text) => {
  expect(hasEmailAddress(text)).toBe(true);
});

test.each(['', '@ann', 'a@b', 'a@b.', '@b.cd', 'a @b.cd', 'a@ b.cd', '3 @ 2.50', '40%40 off.'])(
  '%j holds none',
  (text) => {
    expect(hasEmailAddress(text)).toBe(false);
  },
);

/** Milliseconds, of the fastest of some runs: what else the machine does only ever adds. */
function time(text: string): number {
  const runs = Array.from({ length: 15 }, () => {
    const start = performance.now();
    hasEmailAddress(text);
    return performance.now() - start;
  });
  return Math.min(...runs);
}

// What grows with the square of the length takes 16 times as long for four times as much.
test.each(['a%40', '%40', 'a@', 'a@.', 'a', '@', 'a%40.'])(
  'four times as much of %s takes about four times as long',
  (part) => {
    const text = (count: number): string => part.repeat(count);
    expect(time(text(20_000)) / time(text(5_000))).toBeLessThan(10);
  },
);
