import { describe, expect, test } from 'vitest';
import { decide, evaluate, parseAudience, parsePlan } from '../../src/core.js';
import { parseAnswer } from '../../src/signals/geo-endpoint.js';
import { parsePlace } from '../../src/signals/geo-place.js';
import { classifySource } from '../../src/signals/source.js';
import { cleanTraits } from '../../src/visitor/traits.js';
import { composePayloads } from '../hostile/compose.js';

const payloads = composePayloads();
const prototypes = [Object, Array, Function, String].map(({ prototype }) => prototype as object);
/** What they hold, and how many properties that is: a value compares with itself. */
const valuesOf = (): unknown[] =>
  prototypes.flatMap((prototype) =>
    Reflect.ownKeys(prototype).map(
      (key): unknown => Object.getOwnPropertyDescriptor(prototype, key)?.value,
    ),
  );

test('the corpus is what its generator makes, and large enough', async () => {
  expect(payloads.length).toBeGreaterThanOrEqual(150);
  expect(new Set(payloads.map(({ text }) => text)).size).toBe(payloads.length);
  // With `-u` the file is written anew.
  await expect(`${JSON.stringify(payloads, null, 2)}\n`).toMatchFileSnapshot(
    '../hostile/payloads.json',
  );
});

describe.each(payloads)('$id $kind', ({ text }) => {
  const before = valuesOf();

  test('as a referrer it is a host at most', () => {
    for (const referrer of [text, `https://${text}/`, `https://a.example/${text}?q=${text}`]) {
      const source = classifySource({ url: 'https://shop.example/', referrer });
      // What no host may hold: https://url.spec.whatwg.org/#forbidden-host-code-point
      expect(`${source.referrer}${source.name}`).not.toMatch(/[<>\s/?#@\\]/);
    }
  });

  test('as a place it is a country, or none', () => {
    for (const answer of [JSON.stringify({ country: text }), `loc=${text}`, text]) {
      expect(parseAnswer(answer)?.country ?? 'DE').toMatch(/^[A-Z]{2}$/);
    }
    expect(() => parsePlace(text)).not.toThrow();
  });

  test('as an audience it is read or refused, and a block has an answer', () => {
    const { alternatives, bad } = parseAudience(text);
    expect(alternatives.length + bad.length).toBeGreaterThan(0);
    const blocks = [
      { id: text, variants: [{ audience: text }, { audience: `page.query.q:${text}` }] },
    ];
    const { blocks: chosen } = decide({}, { page: { query: { q: text } } }, {}, blocks);
    expect(Object.keys(chosen)).toEqual([text]);
  });

  test('in a plan it is a problem with its place, or a value like any other', () => {
    for (const segment of [
      { id: text, when: {} },
      { id: 'a', when: { [text]: text } },
      { id: 'a', when: { x: { $regex: text } } },
      { id: 'a', when: { x: { [`$${text}`]: text } } },
    ]) {
      const { plan, problems } = parsePlan({ segments: [segment] });
      expect((plan.segments?.length ?? 0) + problems.length).toBeGreaterThan(0);
      for (const { when } of plan.segments ?? []) evaluate(when, { x: 'harmless', [text]: text });
    }
  });

  test('as a name and a value of a trait it changes nothing but that', () => {
    const traits = cleanTraits(JSON.parse(`{${JSON.stringify(text)}:${JSON.stringify(text)}}`));
    expect(Object.getPrototypeOf(traits)).toBe(Object.prototype);
    const after = valuesOf();
    expect(after.length).toBe(before.length);
    expect(after.every((value, index) => Object.is(value, before[index]))).toBe(true);
  });
});
