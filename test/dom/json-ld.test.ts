import { afterEach, expect, test } from 'vitest';
import { open, told, waitFor } from './page.js';

afterEach(() => document.head.replaceChildren());

function addJsonLd(text: string): void {
  const script = document.createElement('script');
  script.type = 'application/ld+json';
  script.textContent = text;
  document.head.append(script);
}

/** The topics on record once this page view has counted. */
async function topics(jsonLd: boolean): Promise<string[]> {
  const tailorbird = open('', { interests: { jsonLd } });
  return waitFor(async () => {
    const record = await tailorbird.export();
    if (!record?.interests) throw new Error('nothing is stored yet');
    return Object.keys(record.interests).sort();
  });
}

test.each([
  ['a text with commas', { keywords: 'Trail Running, hiking,, ' }, ['hiking', 'trail-running']],
  ['a list', { keywords: ['running', 'hiking'] }, ['hiking', 'running']],
  ['defined terms', { keywords: [{ '@type': 'DefinedTerm', name: 'Running' }] }, ['running']],
  ['a section', { articleSection: 'Sport' }, ['sport']],
  ['a graph', { '@graph': [{ keywords: 'a' }, { articleSection: ['b'] }] }, ['a', 'b']],
  ['a list of things', [{ keywords: 'a' }, 1, null, 'x'], ['a']],
  ['nothing of the kind', { '@type': 'Organization', keywords: 5 }, []],
])('topics are read from JSON-LD: %s', async (_, json, expected) => {
  addJsonLd(JSON.stringify(json));
  expect(await topics(true)).toEqual(expected);
  expect(told).toEqual([]);
});

test('only where the plan asks for it', async () => {
  addJsonLd('{"keywords":"running"}');
  expect(await topics(false)).toEqual([]);
});

test('JSON-LD that is none is told once, and the next script is read', async () => {
  addJsonLd('{"keywords":');
  addJsonLd('{"keywords":"running"}');
  expect(await topics(true)).toEqual(['running']);
  expect(told.filter((line) => line.includes('json-ld'))).toHaveLength(1);
});
