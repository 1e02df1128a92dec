import { test } from 'vitest';

/** Registers what stands for the tests of a browser that is not there: a failure under CI, skipped by name elsewhere. */
export function registerMissing({ name, missing }: { name: string; missing: string }): void {
  const what = `${name} is missing: ${missing}`;
  const fail = (): never => {
    throw new Error(what);
  };
  if (process.env['CI']) test(what, fail);
  else test.skip(what, fail);
}
