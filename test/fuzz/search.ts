import { makePage } from './generate/index.js';
import type { FuzzPage } from './page.js';
import type { Fuzzer } from './run.js';

export interface SearchOptions {
  /** Number of the first page. */
  readonly seed: number;
  readonly pages: number;
  /** Enough failures to stop. */
  readonly failures: number;
  readonly seconds?: number;
  /** Makes the page of a number. */
  make?(seed: number): FuzzPage;
  /** Which copy of the script. */
  readonly script?: string;
  progress?(line: string): void;
}

export interface Failure {
  readonly seed: number;
  readonly page: FuzzPage;
  readonly faults: readonly string[];
}

export interface SearchResult {
  readonly pages: number;
  readonly failures: readonly Failure[];
  /** Pages on which the browser did not answer at first. */
  readonly lost: number;
  readonly seconds: number;
  readonly counts: Readonly<Record<string, number>>;
}

/** More than there are lanes, so that none waits. */
const AT_ONCE = 16;

/** Visits page after page. */
export async function search(fuzzer: Fuzzer, options: SearchOptions): Promise<SearchResult> {
  const { seed, make = makePage, seconds = Infinity, script, progress } = options;
  const failures: Failure[] = [];
  const counts: Record<string, number> = {};
  const start = Date.now();
  const elapsed = (): number => Math.round((Date.now() - start) / 100) / 10;
  let next = 0;
  let pages = 0;

  async function work(): Promise<void> {
    while (next < options.pages && failures.length < options.failures && elapsed() < seconds) {
      const number = seed + next++;
      const page = make(number);
      const { faults, counts: found } = await fuzzer.visit(page, script);
      pages++;

      for (const [name, count] of Object.entries(found)) counts[name] = (counts[name] ?? 0) + count;
      if (faults.length) {
        failures.push({ seed: number, page, faults });
        progress?.(`failed: seed ${number}: ${faults[0]?.slice(0, 120)}`);
      }
      if (pages % 500 === 0)
        progress?.(`${pages} pages, ${failures.length} failures, ${elapsed()} s`);
    }
  }

  await Promise.all(Array.from({ length: AT_ONCE }, work));
  return { pages, failures, lost: fuzzer.lost(), seconds: elapsed(), counts };
}
