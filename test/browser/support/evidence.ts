import { mkdirSync, writeFileSync } from 'node:fs';

/** What one fault did and did not do, in words that are the same in every run: no times, no sizes. */
export interface Evidence {
  readonly fault: string;
  /** What the visitor saw. */
  readonly saw: string;
  /** What was on record afterwards. */
  readonly kept: string;
  /** Why not every engine was asked. */
  readonly only?: string;
}

const folder = new URL('../../../temp/evidence/', import.meta.url);

/** Leaves what an engine has shown for `scripts/reliability.mjs`, which makes `docs/reliability.md` of it. */
export function writeEvidence(engine: string, rows: readonly Evidence[]): void {
  mkdirSync(folder, { recursive: true });
  writeFileSync(
    new URL(`faults-${engine.toLowerCase()}.json`, folder),
    JSON.stringify({ engine, rows }, null, 2),
  );
}
