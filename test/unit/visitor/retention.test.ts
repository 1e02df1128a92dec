import { describe, expect, test } from 'vitest';
import { countPageView } from '../../../src/visitor/record.js';
import { expire } from '../../../src/visitor/retention.js';

describe('retention', () => {
  const DAY = 24 * 60 * 60_000;
  const touch = (campaign: string) =>
    ({ source: { channel: 'Email', paid: false, campaign }, kind: 'tagged' }) as const;
  const first = countPageView(undefined, { now: 0, id: 'a', path: '/a', touch: touch('one') });
  const both = countPageView(first, { now: 300 * DAY, id: 'a', path: '/b', touch: touch('two') });

  test('drops what is older, and a visitor who stayed away', () => {
    expect(expire(both, 365, 301 * DAY)).toMatchObject({
      firstSeen: 0,
      first: { campaign: 'one' },
    });
    expect(expire(both, 365, 400 * DAY)).toMatchObject({
      firstSeen: 300 * DAY,
      first: { campaign: 'two' },
      visits: [{ landing: '/b' }],
    });
    expect(expire(both, 365, 700 * DAY)).toBeUndefined();
    expect(expire(undefined, 365, 0)).toBeUndefined();
  });

  test('goals, interests and traits go by their own age', () => {
    const record = {
      ...both,
      goals: { old: { count: 1, value: 0, last: 0 }, new: { count: 1, value: 0, last: 300 * DAY } },
      interests: { old: { score: 1, last: 0 } },
      traits: { old: 1, new: 2 },
      given: { old: 0, new: 300 * DAY },
    };
    const kept = expire(record, 365, 400 * DAY);
    expect(Object.keys(kept?.goals ?? {})).toEqual(['new']);
    expect(kept?.interests).toEqual({});
    expect(kept?.traits).toEqual({ new: 2 });
  });
});
