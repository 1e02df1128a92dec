import { expect, test } from 'vitest';
import { composePayloads } from '../hostile/compose.js';

test('the corpus is what its generator makes, and large enough', async () => {
  const payloads = composePayloads();
  expect(payloads.length).toBeGreaterThanOrEqual(150);
  expect(new Set(payloads.map(({ text }) => text)).size).toBe(payloads.length);
  // With `-u` the file is written anew.
  await expect(`${JSON.stringify(payloads, null, 2)}\n`).toMatchFileSnapshot(
    '../hostile/payloads.json',
  );
});
