import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import {
  brotliSize,
  packFile,
  packTable,
  parseTable,
  toModule,
} from '../../../scripts/pack-source-hosts.mjs';
import { sourceHosts } from '../../../src/signals/source-hosts.js';
import { findClick, findHost, findName } from '../../../src/signals/source-lookup.js';

const file = (path: string) => readFileSync(new URL(`../../../${path}`, import.meta.url), 'utf8');

test('the module is what the table packs to', () => {
  expect(packFile(), 'run: node scripts/pack-source-hosts.mjs').toBe(sourceHosts);
  expect(file('src/signals/source-hosts.ts')).toBe(toModule(sourceHosts));
});

test('it costs the page at most 1,600 bytes', () => {
  expect(brotliSize(sourceHosts)).toBeLessThanOrEqual(1600);
});

describe('the whole table is found', () => {
  const rows = parseTable(file('scripts/source-hosts.txt')).flatMap(
    ({ kind, medium = 'referral', rows }) =>
      rows.map(({ platform, words }) => ({
        kind,
        medium,
        platform: kind === 'internal' ? '' : platform,
        words,
      })),
  );

  test.each(rows)('$kind: $platform $words', ({ kind, medium, platform, words }) => {
    for (const word of words) {
      const click = word.slice(1);
      if (word.startsWith('!') || word.startsWith('?')) {
        expect(findClick([click.toLowerCase()])).toEqual({
          kind,
          medium: word.startsWith('!') ? 'cpc' : medium,
          platform,
          click,
        });
      } else if (!word.includes('.')) {
        expect(findName(word)).toMatchObject({ kind, platform });
      } else {
        for (const country of ['com', 'de', 'co.uk', 'com.br']) {
          const host = word.replace('=', '').replace('*', country);
          const prefixes = word.startsWith('=') ? ['', 'www.', 'm.'] : ['some.', 'a.b.'];
          for (const prefix of prefixes) {
            expect(findHost(prefix + host), prefix + host).toMatchObject({ kind, platform });
          }
        }
      }
    }
  });

  test('and a platform’s name means its first row', () => {
    const first = new Map<string, string>();
    for (const { kind, platform } of rows) {
      if (platform && !first.has(platform)) first.set(platform, kind);
    }
    for (const [platform, kind] of first) {
      expect(findName(platform.toUpperCase()), platform).toMatchObject({ kind, platform });
    }
  });
});

test('the packing’s own words are no names', () => {
  for (const name of ['search', 'organic', 'referral', 'email', 'internal', 'plain', 'com', '*']) {
    expect(findName(name), name).toBeUndefined();
  }
});

test('a click id that proves a paid click goes before one that does not, wherever they stand', () => {
  expect(findClick(['fbclid', 'msclkid'])?.click).toBe('msclkid');
  expect(findClick(['fbclid', 'mc_eid'])?.click).toBe('fbclid');
  expect(findClick(['q', 'page'])).toBeUndefined();
});

describe('a mistake in the table is named with its line', () => {
  test.each([
    ['[search]\nbing bing.com\nmsn bing.com', /:3: bing\.com stands in line 2 already/],
    ['[music]\nspotify spotify.com', /:1: unknown kind music/],
    ['bing bing.com', /:1: a row stands under a \[kind\]/],
    ['[search]\nBing bing.com', /:2: a platform is one lower-case word/],
    ['[search]\nbing https://bing.com', /:2: neither a host nor a name nor a click id/],
  ])('%j', (text, message) => {
    expect(() => parseTable(text)).toThrow(message);
  });

  test('comments and empty lines are none', () => {
    const table = '# a\n\n[ai ai-assistant]\nkimi kimi.com ?k\n[plain]\nx y.com x.org\n';
    expect(packTable(parseTable(table))).toBe(
      '|ai:ai-assistant;kimi . ?k |plain:referral;x .org y. ',
    );
  });
});
