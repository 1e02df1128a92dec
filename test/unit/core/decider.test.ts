import { describe, expect, test } from 'vitest';
import type { Plan, Signals } from '../../../src/core.js';
import { createDecider } from '../../../src/core/choose.js';
import type { Trace } from '../../../src/core/condition.js';

const signals: Signals = { visits: { returning: true }, geo: { country: 'DE' } };

describe('while the plan is on its way', () => {
  const decider = createDecider({ plan: {}, signals, visitor: {}, incomplete: true });
  const inAudience = (text: string) => decider.audience(text, 'here');

  test('a segment nobody knows yet is unknown, negated or not', () => {
    expect(decider.segment('vip')).toBeUndefined();
    expect(inAudience('vip')).toBeUndefined();
    expect(inAudience('!vip')).toBeUndefined();
  });

  test('what does not depend on it is certain', () => {
    expect(inAudience('returning')).toBe(true);
    expect(inAudience('vip+new')).toBe(false);
    expect(inAudience('vip country:DE')).toBe(true);
  });

  test('a block waits for it only where it must', () => {
    const choose = (...audiences: string[]) =>
      decider.choose({ id: 'b', variants: audiences.map((audience) => ({ audience })) });
    expect(choose('vip', 'returning').state).toBe('pending');
    expect(choose('returning', 'vip').name).toBe('returning');
    expect(choose('new').state).toBe('default');
  });
});

describe('an explanation', () => {
  const plan: Plan = {
    segments: [
      { id: 'german', when: { $or: [{ 'geo.country': 'DE' }, { 'geo.country': 'AT' }] } },
      { id: 'loyal', when: { 'visits.count': { $gte: 5 } }, stick: 'visitor' },
    ],
  };

  function leaves(id: string): Parameters<Trace>[0][] {
    const told: Parameters<Trace>[0][] = [];
    const decider = createDecider({ plan, signals, visitor: { stuck: ['loyal'] } });
    decider.segment(id);
    decider.segment(id, (leaf) => told.push(leaf));
    return told;
  }

  test('names what was compared and how it came out, also when the answer was known already', () => {
    expect(leaves('german')).toEqual([
      { path: 'geo.country', expected: 'DE', actual: 'DE', truth: true },
    ]);
  });

  test('tells the comparison too where the visitor stuck', () => {
    expect(leaves('loyal')).toEqual([
      { path: 'visits.count', expected: { $gte: 5 }, actual: undefined, truth: false },
    ]);
  });

  test('has nothing to tell of a segment nobody knows', () => {
    expect(leaves('nobody')).toEqual([]);
  });
});

describe('what cannot be right in an audience', () => {
  function reports(incomplete: boolean, ...audiences: string[]): [string, string][] {
    const told: [string, string][] = [];
    const decider = createDecider({
      plan: {},
      signals,
      visitor: {},
      incomplete,
      report: (code, where) => told.push([code, where]),
    });
    for (const [at, audience] of audiences.entries()) {
      decider.choose({ id: `block-${at}`, variants: [{ audience }] });
    }
    return told;
  }

  test('is reported with its block, once', () => {
    expect(reports(false, 'retruning', 'planet:mars', 'returning', 'retruning')).toEqual([
      ['unknown-segment', 'block-0'],
      ['bad-audience', 'block-1'],
    ]);
  });

  test('is found behind a term that decides already', () => {
    expect(reports(false, 'returning retruning', 'new+!retruning')).toEqual([
      ['unknown-segment', 'block-0'],
      ['unknown-segment', 'block-1'],
    ]);
  });

  test('is not a segment that the plan on its way may bring', () => {
    expect(reports(true, 'vip', '+')).toEqual([['bad-audience', 'block-1']]);
  });
});
