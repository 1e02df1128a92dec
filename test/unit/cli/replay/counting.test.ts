import { describe, expect, test } from 'vitest';
import { decide, type Block } from '../../../../src/core.js';
import { readMix } from '../../../../src/cli/replay/mix.js';
import { createSynthesizer } from '../../../../src/cli/replay/synthesize.js';
import { seededRandom } from '../../../../src/stats/random.js';
import { count, inSegment, read } from './replaying.js';

const fan = { id: 'fan', when: { 'visits.count': { $gte: 5 } } };
const german = { id: 'german', when: { 'geo.country': 'DE' } };

describe('segments', () => {
  test('have those who are in them, and those of whom it cannot be said', () => {
    const counts = count(
      read({ visits: { count: 7 }, geo: { country: 'DE' } }, { visits: { count: 1 } }, {}),
      { segments: [fan, german] },
    );
    expect(counts.visitors).toBe(3);
    expect(inSegment(counts, 'fan')).toEqual([1, 1]);
    expect(inSegment(counts, 'german')).toEqual([1, 2]);
    expect(inSegment(counts, 'new')).toEqual([1, 1]);
    expect(inSegment(counts, 'mobile')).toEqual([0, 3]);
  });

  test('rank: the first that matches, as far as it can be said', () => {
    const { segments, default: none } = count(
      read(
        { visits: { count: 7 }, geo: { country: 'DE' } },
        { visits: { count: 7 }, geo: {} },
        { visits: { count: 1 }, geo: { country: 'DE' } },
        { visits: { count: 1 }, geo: { country: 'FR' } },
        { geo: { country: 'DE' } },
        { visits: { count: 1 } },
      ),
      { segments: [fan, german] },
    );
    expect(segments.slice(0, 3).map(({ first }) => first)).toEqual([
      { visitors: 2, unknown: 1 },
      { visitors: 1, unknown: 2 },
      undefined,
    ]);
    expect(none).toEqual({ visitors: 1, unknown: 1 });
  });

  test('overlap: those in both, and those of whom it cannot be said', () => {
    const { overlap } = count(
      read(
        { visits: { count: 7 }, geo: { country: 'DE' } },
        { visits: { count: 7 } },
        { visits: { count: 1 }, geo: { country: 'DE' } },
      ),
      { segments: [fan, german] },
    );
    expect(overlap.segments.slice(0, 3)).toEqual(['fan', 'german', 'new']);
    expect(overlap.both.slice(0, 2).map((row) => row.slice(0, 3))).toEqual([
      [2, 1, 0],
      [1, 2, 1],
    ]);
    expect(overlap.unknown[0]!.slice(0, 3)).toEqual([0, 1, 0]);
  });
});

describe('blocks', () => {
  const hero = `<section data-tb-block="hero">
    <template data-tb-for="fan+country:DE">a</template><template data-tb-for="fan">b</template>c</section>`;

  test('show the first variant that fits, or the default', () => {
    const { blocks, everyDefault } = count(
      read(
        { visits: { count: 7 }, geo: { country: 'DE' } },
        { visits: { count: 7 }, geo: { country: 'FR' } },
        { visits: { count: 1 } },
        { visits: { count: 7 } },
      ),
      { segments: [fan], body: hero },
    );
    expect(blocks).toEqual([
      {
        ...{ id: 'hero', line: 2, default: 1, heldOut: 0, unknown: 1, elsewhere: 0 },
        variants: [
          { name: 'fan+country:DE', audience: 'fan+country:DE', visitors: 1 },
          { name: 'fan', audience: 'fan', visitors: 1 },
        ],
      },
    ]);
    expect(everyDefault).toEqual({ visitors: 1, unknown: 1 });
  });

  const fans = Array.from({ length: 4000 }, () => ({ visits: { count: 9 } }));

  test('with an experiment and a holdout draw as the browser does', () => {
    const body = `<div data-tb-block="b" data-tb-holdout="0.2"><template data-tb-for="fan" data-tb-weight="3">a</template>
      <template data-tb-for="fan" data-tb-variant="other">b</template>c</div>`;
    const [block] = count(read(...fans), { segments: [fan], body }).blocks;
    expect(block!.variants.map(({ name }) => name)).toEqual(['fan', 'other']);
    const shares = [...block!.variants.map(({ visitors }) => visitors), block!.heldOut];
    // Six standard deviations of 4,000 draws are at most 190.
    [2400, 800, 800].forEach((expected, index) =>
      expect(Math.abs(shares[index]! - expected)).toBeLessThan(190),
    );
    expect(block!.default).toBe(0);
  });

  test('are drawn by the visitor’s id, and without consent not at all', () => {
    const body = `<div data-tb-block="b"><template data-tb-for="fan">a</template><template data-tb-for="fan">b</template>c</div>`;
    const shown = (more: object): number[] =>
      count(read(...fans.slice(0, 200).map((one) => ({ ...one, ...more }))), {
        segments: [fan],
        body,
      }).blocks[0]!.variants.map(({ visitors }) => visitors);
    expect(shown({ visitor: 'one' }).sort()).toEqual([0, 200]);
    expect(shown({ consent: 'denied' })).toEqual([200, 0]);
    expect(shown({ consent: 'granted' })[1]).toBeGreaterThan(50);
  });

  test('show everybody in the plan’s holdout the default', () => {
    const { heldOut, blocks, everyDefault } = count(read(...fans), {
      ...{ segments: [fan], holdout: 1, body: hero },
    });
    expect(heldOut).toBe(4000);
    // Of nobody the place is known; but what they see is.
    expect(blocks[0]).toMatchObject({ heldOut: 4000, unknown: 0 });
    expect(everyDefault).toEqual({ visitors: 4000, unknown: 0 });
    const known = fans.map((one) => ({ ...one, geo: {} }));
    expect(
      count(read(...known), { segments: [fan], holdout: 1, body: hero }).blocks[0],
    ).toMatchObject({ heldOut: 4000, unknown: 0 });
  });

  test('show everybody in the plan’s holdout elements as they were written', () => {
    const body = `<p hidden data-tb-for="mobile">a</p><p data-tb-for="mobile">b</p><p data-tb-for="!mobile">c</p>
      <div hidden data-tb-for="mobile"><b data-tb-for="mobile">d</b></div>
      <div data-tb-block="b"><template data-tb-for="mobile">x</template><u data-tb-for="new">z</u></div>`;
    const shown = (device: object | undefined, holdout: number): string[] =>
      count(read(device ? { device } : {}), { holdout, body }).elements.map(
        (of) => Object.entries(of).find(([key, some]) => key !== 'line' && some === 1)![0],
      );
    const held = ['hidden', 'shown', 'shown', 'hidden', 'elsewhere', 'shown'];
    for (const device of [{ type: 'mobile' }, { type: 'desktop' }, undefined]) {
      expect(shown(device, 1)).toEqual(held);
    }
    expect(shown({ type: 'mobile' }, 0).slice(0, 4)).toEqual(['shown', 'shown', 'hidden', 'shown']);
    expect(shown(undefined, 0).slice(0, 2)).toEqual(['unknown', 'unknown']);
  });

  test('within variants are for those who see the variant', () => {
    const body = `<div data-tb-block="outer">
      <template data-tb-for="fan"><div data-tb-block="inner"><template data-tb-for="mobile">a</template>b</div></template>
      <p hidden data-tb-for="mobile">c</p></div>`;
    const { blocks, elements, everyDefault } = count(
      read(
        { visits: { count: 9 }, device: { type: 'mobile' } },
        { visits: { count: 9 }, device: { type: 'desktop' } },
        { visits: { count: 1 }, device: { type: 'mobile' } },
        { device: { type: 'mobile' } },
      ),
      { segments: [fan], body: body.replace('<p hidden', '<p><b hidden') },
    );
    expect(blocks[1]).toMatchObject({
      ...{ id: 'inner', default: 1, unknown: 1, elsewhere: 1 },
      variants: [{ visitors: 1 }],
    });
    expect(elements).toEqual([
      {
        ...{ tag: 'b', audience: 'mobile', line: 4 },
        ...{ shown: 1, hidden: 0, unknown: 1, elsewhere: 2 },
      },
    ]);
    expect(everyDefault).toEqual({ visitors: 1, unknown: 1 });
  });

  test('within elements that are hidden are seen by nobody, nor are those in other templates', () => {
    const body = `<div hidden data-tb-for="fan"><div data-tb-block="b"><template data-tb-for="mobile">a</template>b</div></div>
      <template><div data-tb-block="c"><template data-tb-for="mobile">a</template>b</div></template>
      <input data-tb-block="d"><div data-tb-block=" "><template data-tb-for="mobile">a</template></div>`;
    const { blocks, elements } = count(read({ visits: { count: 1 }, device: {} }), {
      segments: [fan],
      body,
    });
    expect(blocks).toMatchObject([{ id: 'b', elsewhere: 1 }]);
    expect(elements).toMatchObject([{ tag: 'div', hidden: 1 }]);
  });
});

test('the signals that are asked for and not told are counted', () => {
  const { untold } = count(read({ visits: { count: 7 } }, {}, { geo: {} }), {
    segments: [fan, german],
  });
  expect(untold).toEqual([
    { signal: 'visits.count', visitors: 2 },
    { signal: 'geo.country', visitors: 2 },
  ]);
});

test('it is what the core decides, visitor for visitor', () => {
  const segments = [
    { id: 'rich', when: { 'traits.plan': 'pro', 'visits.count': { $gte: 2 } } },
    { id: 'abroad', when: { $nor: [{ 'geo.country': 'DE' }] } },
    { id: 'evening', when: { 'time.hour': { $gte: 18 } } },
  ];
  const variants = ['rich', 'abroad+mobile', 'abroad+mobile', 'interest:running', '!evening'];
  const body = `<div data-tb-block="b" data-tb-holdout="0.1">${variants
    .map((audience) => `<template data-tb-for="${audience}">x</template>`)
    .join('')}y</div>`;
  const next = createSynthesizer({
    mix: readMix('{"traits.plan":[{"value":"pro","weight":1},{"value":null,"weight":3}]}'),
    ...{ random: seededRandom(7), asked: new Set(['interests.top']), now: 0 },
  });
  const visitors = Array.from({ length: 1000 }, next);
  const counts = count(visitors, { segments, holdout: 0.1, body });

  const block: Block = {
    ...{ id: 'b', holdout: 0.1 },
    variants: variants.map((audience) => ({ audience })),
  };
  const decisions = visitors.map(({ signals, visitor }) =>
    decide({ segments, holdout: 0.1 }, signals, visitor, [block]),
  );
  const total = (test: (decision: (typeof decisions)[number]) => boolean): number =>
    decisions.filter(test).length;
  const chosen = variants.map((_, index) => total(({ blocks }) => blocks['b']!.index === index));
  expect(counts.blocks[0]!.variants.map(({ visitors: some }) => some)).toEqual(chosen);
  // Of whoever is held out it is known: they see the default, whatever comes.
  expect(counts.blocks[0]!.unknown).toBe(
    total(({ blocks, holdout }) => blocks['b']!.state === 'pending' && !holdout),
  );
  expect(counts.heldOut).toBe(total(({ holdout }) => holdout));
  for (const { id } of segments) {
    const free = decisions.filter(({ holdout }) => !holdout);
    const among = count(
      visitors.filter((_, index) => free.includes(decisions[index]!)),
      { segments },
    );
    expect(inSegment(among, id)[0]).toBe(free.filter((one) => one.segments.includes(id)).length);
  }
  // Every kind of answer came.
  expect(Math.min(...chosen.slice(0, 3), counts.blocks[0]!.unknown)).toBeGreaterThan(20);
});
