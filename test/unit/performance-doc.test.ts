import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { performancePage } from '../bench/performance-page.mjs';

const read = (name: string): string =>
  readFileSync(new URL(`../../${name}`, import.meta.url), 'utf8');

interface Results {
  readonly page: {
    readonly subjects: readonly {
      readonly name: string;
      readonly conditions: Readonly<
        Record<string, { readonly defaultShown: { max: number }; readonly hidden: { max: number } }>
      >;
    }[];
  };
}

/** There is a page as soon as the whole benchmark has run once. */
const isMeasured = existsSync(new URL('../bench/results.json', import.meta.url));

describe.skipIf(!isMeasured)('docs/performance.md', () => {
  const results = (isMeasured ? JSON.parse(read('test/bench/results.json')) : {}) as Results;

  test('says what the run has measured, and no more', async () => {
    expect(read('docs/performance.md')).toBe(await performancePage(results));
  });

  test('every file and command that the findings name is there', () => {
    const scripts = (JSON.parse(read('package.json')) as { scripts: object }).scripts;
    const page = read('docs/performance.md');
    for (const [, name = ''] of page.matchAll(/npm run ([\w:]+)/g))
      expect(scripts).toHaveProperty([name]);
    for (const [, file = ''] of page.matchAll(/`(test\/[\w./-]+)`/g))
      expect(existsSync(new URL(`../../${file}`, import.meta.url)), file).toBe(true);
  });

  test('no visitor of ours saw the default or a hidden region, in any view', () => {
    const own = results.page.subjects.filter(({ name }) => name.startsWith('tailorbird'));
    expect(own).toHaveLength(2);
    for (const { conditions } of own)
      for (const { defaultShown, hidden } of Object.values(conditions))
        expect([defaultShown.max, hidden.max]).toEqual([0, 0]);
  });
});
