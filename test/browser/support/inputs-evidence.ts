import { mkdirSync, writeFileSync } from 'node:fs';

const folder = new URL('../../../temp/evidence/', import.meta.url);

/** How many payloads went through which door, of the scenarios that found nothing wrong. */
const doors: Record<string, number> = {};
let [executed, reflected] = [0, 0];

export interface Tries {
  /** Payloads tried, by door. */
  readonly doors: Readonly<Record<string, number>>;
  readonly executed: number;
  readonly reflected: number;
}

/** Adds what a scenario has tried, once it has found nothing wrong, and writes down the sum. */
export function recordTries(userAgent: string, tries: Tries): void {
  for (const [door, count] of Object.entries(tries.doors)) doors[door] = (doors[door] ?? 0) + count;
  executed += tries.executed;
  reflected += tries.reflected;
  const engine = /Firefox/.test(userAgent)
    ? 'firefox'
    : /Chrom/.test(userAgent)
      ? 'chromium'
      : 'webkit';
  mkdirSync(folder, { recursive: true });
  const text = JSON.stringify({ doors, executed, reflected }, null, 2);
  writeFileSync(new URL(`inputs-${engine}.json`, folder), `${text}\n`);
}
