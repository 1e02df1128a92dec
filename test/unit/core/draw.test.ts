import { describe, expect, test } from 'vitest';
import { decide, type Choice, type Plan, type Visitor } from '../../../src/core.js';
import { sampleRatio } from '../../../src/stats.js';

const variants = (...names: string[]) => names.map((name) => ({ audience: 'new', name }));
const visitors = Array.from({ length: 5000 }, (_, number) => `visitor-${number}`);

/** What each block shows to a new visitor. */
function choices(plan: Plan, visitor: Visitor, names = ['a', 'b'], holdout = 0) {
  const blocks = ['hero', 'cta'].map((id) => ({ id, holdout, variants: variants(...names) }));
  return decide(plan, { visits: { returning: false } }, visitor, blocks).blocks as Record<
    'hero' | 'cta',
    Choice
  >;
}

/** Nobody sees anything else. */
function counts(of: readonly Choice[], ...names: string[]): number[] {
  const found = names.map((name) => of.filter((choice) => choice.name === name).length);
  expect(found.reduce((sum, count) => sum + count, 0)).toBe(of.length);
  return found;
}

describe('experiments in one namespace', () => {
  const plan: Plan = {
    experiments: {
      'hero:new': { namespace: { id: 'page', range: [0, 0.6] } },
      'cta:new': { namespace: { id: 'page', range: [0.6, 1] } },
    },
  };
  const all = visitors.map((id) => choices(plan, { id }));

  test('exclude each other: every visitor is in one of them, by its share', () => {
    for (const { hero, cta } of all) expect(!hero.experiment).toBe(Boolean(cta.experiment));
    const inside = all.filter(({ hero }) => hero.experiment).length;
    expect(sampleRatio([inside, visitors.length - inside], [60, 40])).toBeGreaterThan(0.001);
  });

  test('draw their arms evenly, and show the first variant to all others', () => {
    for (const block of ['hero', 'cta'] as const) {
      const own = all.map((of) => of[block]);
      const arms = counts(
        own.filter(({ experiment }) => experiment),
        'a',
        'b',
      );
      expect(sampleRatio(arms, [1, 1])).toBeGreaterThan(0.001);
      for (const { experiment, name } of own) if (!experiment) expect(name).toBe('a');
    }
  });
});

describe('weights', () => {
  test('of the plan go before those of the markup, for the variants that it names', () => {
    const plan: Plan = { experiments: { 'hero:new': { weights: { b: 3 } } } };
    const shown = visitors.map((id) => choices(plan, { id }).hero);
    expect(sampleRatio(counts(shown, 'a', 'b'), [1, 3])).toBeGreaterThan(0.001);
  });

  test.each(['constructor', '__proto__', 'toString'])(
    'of a variant called %s are its own',
    (odd) => {
      const plan: Plan = { experiments: { 'hero:new': { weights: { b: 3 } } } };
      const shown = visitors.map((id) => choices(plan, { id }, [odd, 'b']).hero);
      expect(sampleRatio(counts(shown, odd, 'b'), [1, 3])).toBeGreaterThan(0.001);
    },
  );
});

describe('who has been drawn', () => {
  const kept = (variant: string) => ({ 'hero:new:1': { variant } });

  test('stays though the holdout grows, or their variant gets no more weight', () => {
    const plan: Plan = { experiments: { 'hero:new': { weights: { a: 0, b: 1 } } } };
    for (const id of visitors.slice(0, 100)) {
      expect(choices(plan, { id, arms: kept('a') }, ['a', 'b'], 0.9).hero.name).toBe('a');
      expect(choices(plan, { id, arms: kept('') }, ['a', 'b'], 0.1).hero.reason).toBe('holdout');
    }
  });

  test('is drawn again where the variant or the holdout has gone', () => {
    for (const id of visitors.slice(0, 100)) {
      expect(['b', 'c']).toContain(choices({}, { id, arms: kept('a') }, ['b', 'c']).hero.name);
      expect(choices({}, { id, arms: kept('') }).hero.state).toBe('variant');
    }
  });
});

test('without an id nobody is enrolled: the first variant', () => {
  const { hero } = choices({}, {}, ['a', 'b'], 0.5);
  expect(hero).toMatchObject({ name: 'a', state: 'variant' });
  expect(hero.experiment).toBeUndefined();
});
