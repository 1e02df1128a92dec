import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { countPageView } from '../../src/visitor/record.js';
import { CHOICE, PLAN, SNAPSHOT } from '../../src/visitor/snapshot.js';

const root = new URL('../../', import.meta.url);
const read = (file: string): string => readFileSync(new URL(file, root), 'utf8');
const documents = [
  ...readdirSync(root).filter((file) => file.endsWith('.md')),
  ...readdirSync(new URL('docs/', root)).map((file) => `docs/${file}`),
].filter((file) => file.endsWith('.md'));

/** Links to files of this repository: `[text](file "title")`. */
function links(file: string): { target: string; title: string | undefined }[] {
  const text = read(file).replace(/```.*?```/gs, '');
  const link = /\]\((?!https?:|#)([^)\s]+)(?:\s+(["'])(.+?)\2)?\)/g;
  return [...text.matchAll(link)].map(([, target = '', , title]) => ({
    target: target.replace(/#.*/, ''),
    title,
  }));
}

describe.each(documents)('%s', (file) => {
  const base = new URL(file, root);

  test('links to files that are there', () => {
    const broken = links(file).filter(({ target }) => !existsSync(new URL(target, base)));
    expect(broken).toEqual([]);
  });

  test('names in each link to a test one that is there', () => {
    const isTest = ({ target }: { target: string }): boolean =>
      /(^|\/)test\/(.+\.test\.m?ts|browser\/scenarios\/.+)$/.test(target);
    // A name stands in quotes; before or after it stands what is made up in a loop.
    const isNamed = (source: string, title = ''): boolean =>
      title !== '' && ["'", '"', '`', '`${tool}: '].some((start) => source.includes(start + title));
    const missing = links(file).filter(
      (link) =>
        (isTest(link) || link.title) &&
        !isNamed(readFileSync(new URL(link.target, base), 'utf8'), link.title),
    );
    expect(missing).toEqual([]);
  });
});

test('docs/privacy.md lists every field of the record, and every key', () => {
  const record = countPageView(undefined, {
    id: 'x',
    now: 0,
    path: '/',
    touch: { kind: 'plain', source: { channel: 'Direct', paid: false } },
  });
  const [, table = ''] = read('docs/privacy.md').split('### The record');
  const fields = [...table.split('\n\n')[1]!.matchAll(/^\| `(\w+)`/gm)].map(([, name]) => name);
  expect(fields.sort()).toEqual(Object.keys(record).sort());
  const keys = [...read('docs/privacy.md').matchAll(/^\| localStorage, `([\w.]+)`/gm)];
  expect(keys.map(([, key]) => key).sort()).toEqual([CHOICE, PLAN, SNAPSHOT].sort());
});

test('what SECURITY.md and docs/privacy.md claim is followed by a test', () => {
  const sections: Record<string, readonly string[]> = {
    'SECURITY.md': ['## How that is held'],
    'docs/privacy.md': ['### What is never stored', '## Consent'],
  };
  for (const [file, titles] of Object.entries(sections)) {
    for (const title of titles) {
      const [, section = ''] = read(file).split(`\n${title}\n`);
      const [text = ''] = section.split(/\n##+ /);
      const claims = text.split(/\n(?=- )/).slice(1);
      expect(claims.length).toBeGreaterThan(2);
      // Strings that become code are forbidden by rules: no test can show that there are none.
      const bare = claims.filter((claim) => !/\]\((?:\.\.\/)?(?:test\/|eslint)/.test(claim));
      expect(bare, title).toEqual([]);
    }
  }
});
