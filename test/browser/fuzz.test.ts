import { mkdirSync, writeFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { keptPages } from '../fuzz/kept.js';
import { findMutant, mutants } from '../fuzz/mutants.js';
import { openFuzzer, type Fuzzer, type FuzzerOptions } from '../fuzz/run.js';
import { search } from '../fuzz/search.js';
import { candidates, type Candidate } from './support/candidates.js';
import { registerMissing } from './support/missing.js';

/** Pages made up at random: the same in every run. */
const PAGES = 2000;
const CHUNK = 250;
/** More than it took to find any of the faults that were put in on purpose, by far. */
const MOST = 400;

const kept = Object.entries(keptPages());

/** Registers tests for one browser. A missing one fails under CI and is skipped by name elsewhere. */
function within(
  candidate: Candidate,
  options: FuzzerOptions,
  register: (fuzzer: () => Fuzzer) => void,
): void {
  if ('missing' in candidate) return registerMissing(candidate);
  describe(candidate.name, () => {
    let fuzzer: Fuzzer;
    beforeAll(async () => {
      process.env['TZ'] = 'UTC';
      fuzzer = await openFuzzer(candidate.launch, options);
    });
    afterAll(() => fuzzer.close());
    register(() => fuzzer);
  });
}

describe('pages on which something was once wrong', () => {
  for (const candidate of Object.values(candidates)) {
    within(candidate, { lanes: 1 }, (fuzzer) => {
      test.each(kept)('%s', async (_, { page }) => {
        const { faults, counts } = await fuzzer().visit(page);
        expect(faults).toEqual([]);
        // It is looked at, with the script on it.
        expect(counts['frames']).toBeGreaterThan(0);
      });
    });
  }
});

describe('pages made up at random', () => {
  within(candidates.chromium, {}, (fuzzer) => {
    let [pages, failures] = [0, 0];
    const counts: Record<string, number> = {};

    for (let first = 1; first < PAGES; first += CHUNK) {
      test(`${first} to ${first + CHUNK - 1}`, async () => {
        const result = await search(fuzzer(), { seed: first, pages: CHUNK, failures: 10 });
        pages += result.pages;
        failures += result.failures.length;
        for (const [name, count] of Object.entries(result.counts))
          counts[name] = (counts[name] ?? 0) + count;
        expect(result.failures.map(({ seed, faults }) => [seed, ...faults])).toEqual([]);
        expect(result.pages).toBe(CHUNK);
        // A run in which nothing happens proves nothing.
        expect(result.counts['variants']).toBeGreaterThan(CHUNK / 2);
        expect(result.counts['exact']).toBeGreaterThan(CHUNK / 2);
      });
    }

    test.each(mutants)('are enough to find out that $name', async (mutant) => {
      const { failures } = await findMutant(fuzzer(), mutant, MOST);
      expect(failures.length).toBeGreaterThan(0);
    });

    afterAll(() => {
      if (pages !== PAGES) return;
      const folder = new URL('../../temp/evidence/', import.meta.url);
      mkdirSync(folder, { recursive: true });
      const evidence = { pages, failures, counts, lost: fuzzer().lost(), kept: kept.length };
      const text = JSON.stringify({ ...evidence, mutants: mutants.length }, null, 2);
      writeFileSync(new URL('fuzz.json', folder), `${text}\n`);
    });
  });
});
