import { describe, expect, test } from 'vitest';
import type { QueuedEvent } from '../../../src/types.js';
import { addInterest } from '../../../src/visitor/interests.js';
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

  test('a topic that is not met again goes, though others are met every month', () => {
    let record = addInterest(both, { old: 100 }, 300 * DAY);
    for (let day = 330; day <= 690; day += 30) {
      const view = { now: day * DAY, id: 'a', path: '/b', touch: touch('two') };
      record = addInterest(countPageView(record, view), { new: 1 }, day * DAY);
    }
    expect(Object.keys(record.interests).sort()).toEqual(['new', 'old']);
    expect(Object.keys(expire(record, 365, 660 * DAY)?.interests ?? {}).sort()).toEqual([
      'new',
      'old',
    ]);
    expect(Object.keys(expire(record, 365, 690 * DAY)?.interests ?? {})).toEqual(['new']);
  });

  test('of a trait that goes not even the name stays; events and arms go by their age too', () => {
    const event = (ts: number): QueuedEvent => ({
      event: { v: 1, type: 'goal', id: `${ts}`, ts, visitor: 'a', segment: '', goal: 'order' },
      told: false,
    });
    const kept = expire(
      {
        ...both,
        traits: { old: 1, new: 2 },
        given: { old: 0, new: 300 * DAY },
        arms: {
          'old:1': { variant: 'a', last: 0, seen: true },
          'new:1': { variant: 'a', last: 300 * DAY, seen: true },
        },
        events: [event(0), event(300 * DAY)],
      },
      365,
      400 * DAY,
    );
    expect(kept?.given).toEqual({ new: 300 * DAY });
    expect(Object.keys(kept?.arms ?? {})).toEqual(['new:1']);
    expect(kept?.events).toEqual([event(300 * DAY)]);
  });
});
