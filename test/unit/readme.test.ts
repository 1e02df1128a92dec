import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { brotliCompressSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import { parsePlan } from '../../src/core.js';
import { attribute } from '../../src/blocks/attributes.js';
import { examples, readme, withClaims } from '../support/readme.js';
import { builtInSegments } from '../../src/core/segments.js';

const root = new URL('../../', import.meta.url);
describe('the README', () => {
  test('says how big the script tag is', () => {
    const size = brotliCompressSync(readFileSync(new URL('dist/tailorbird.min.js', root))).length;
    expect(readme).toContain(`**${(size / 1000).toFixed(1)} kB**`);
  });

  test('names every attribute', () => {
    for (const name of Object.values(attribute)) expect(readme).toContain(name);
  });

  test('names every segment that a page has without a plan', () => {
    const cells = readme.split('segments every page has')[1]!.split('\n\n')[0]!;
    for (const { id } of builtInSegments) expect(cells).toContain(`\`${id}\``);
  });

  test('shows a plan without mistakes', () => {
    const plans = examples('html').flatMap((html) => [
      ...html.matchAll(/<script type="application\/json" data-tb-plan>(.*?)<\/script>/gs),
    ]);
    expect(plans).not.toHaveLength(0);
    for (const [, json] of plans) expect(parsePlan(json).problems).toEqual([]);
  });

  test('shows calls of the core that answer what it says', () => {
    const [code] = examples('js').filter((text) => text.includes('tailorbird/core'));
    const program = withClaims(code!).replace(
      'tailorbird/core',
      new URL('dist/core.js', root).href,
    );
    const out = execFileSync(
      process.execPath,
      [
        '--input-type=module',
        '-e',
        `const claims = [];${hoist(program)}console.log(JSON.stringify(claims))`,
      ],
      { encoding: 'utf8' },
    );
    const pairs = JSON.parse(out) as [unknown, unknown][];
    expect(pairs).toHaveLength(3);
    for (const [actual, expected] of pairs) expect(actual).toEqual(expected);
  });
});

/** Imports come first in a module. */
function hoist(program: string): string {
  const imports = program.match(/^import .*$/gm) ?? [];
  return `${imports.join('\n')}\n${program.replace(/^import .*$/gm, '')}\n`;
}
