import { mkdirSync, writeFileSync } from 'node:fs';

const folder = new URL('../../../temp/evidence/', import.meta.url);

export interface Tries {
  /** Payloads tried, by door. */
  readonly doors: Readonly<Record<string, number>>;
  readonly executed: number;
  readonly reflected: number;
}

/** By engine: what was tried by the scenarios that found nothing wrong. */
const sums: Record<
  string,
  { readonly doors: Record<string, number>; executed: number; reflected: number }
> = {};

/** Adds what a scenario has tried, once it has found nothing wrong, and writes down the sum. */
export function recordTries(userAgent: string, tries: Tries): void {
  const engine = /Firefox/.test(userAgent)
    ? 'firefox'
    : /Chrom/.test(userAgent)
      ? 'chromium'
      : 'webkit';
  const sum = (sums[engine] ??= { doors: {}, executed: 0, reflected: 0 });
  for (const [door, count] of Object.entries(tries.doors))
    sum.doors[door] = (sum.doors[door] ?? 0) + count;
  sum.executed += tries.executed;
  sum.reflected += tries.reflected;
  mkdirSync(folder, { recursive: true });
  const text = JSON.stringify(sum, null, 2);
  writeFileSync(new URL(`inputs-${engine}.json`, folder), `${text}\n`);
}
