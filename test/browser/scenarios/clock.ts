import { expect } from 'vitest';
import type { PublicApi } from '../support/page/api.js';
import { asNew, asReturning, expectRecord, recorded } from '../support/record.js';
import type { Scenarios, Stage } from '../support/stage.js';
import type { View } from '../support/view.js';

declare const tailorbird: PublicApi;
/** Sets the page's clock by days from now, and makes it do something. */
declare const jump: (days: number) => void;

/** Every number that the page can ask for about the past is one, and none is below zero. */
async function expectSaneSignals(view: View): Promise<void> {
  const numbers = await view.evaluate(() => {
    const { visits, goals, interests } = tailorbird.signals;
    return JSON.stringify({ visits, goals, interests }).match(/:(-[\d.]+|null)/g);
  });
  expect(numbers).toBeNull();
}

/** A visit by today's clock, one by another, and one by today's again. */
async function thereAndBack(
  stage: Stage,
  clock: string,
  { seen, pageviews, left }: { seen: typeof asNew; pageviews: number; left: object },
): Promise<void> {
  const first = await stage.visit('returning.html', asNew);
  await recorded(first, 1);
  const second = await stage.visit(`returning.html?clock=${clock}`, seen);
  await second.evaluate(() => {
    tailorbird.goal('signup', { value: 5 });
    tailorbird.set({ role: 'developer' });
  });
  await second.until(
    'the goal is on record',
    async () => (await tailorbird.export())?.goals['signup']?.count === 1,
  );
  await expectSaneSignals(second);
  const third = await stage.visit('returning.html?again', asReturning);
  await third.until(
    'the page view is on record',
    async (count) => (await tailorbird.export())?.pageviews === count,
    pageviews,
  );
  await expectSaneSignals(third);
  await expectRecord(third, { pageviews, ...left });
}

const done = { goals: { signup: { count: 1, value: 5 } }, traits: { role: 'developer' } };

export const clock: Scenarios = {
  'the clock is set back by minutes: the visit goes on': async (stage) => {
    const first = await stage.visit('returning.html', asNew);
    await recorded(first, 1);
    const second = await stage.visit('returning.html?clock=-20m', asNew);
    await recorded(second, 2);
    await expectRecord(second, { visitCount: 1, pageviews: 2 });
    await expectSaneSignals(second);
  },

  'the clock is set back by hours, and right again': async (stage) => {
    await thereAndBack(stage, '-3h', {
      seen: asReturning,
      pageviews: 3,
      left: { visitCount: 3, ...done },
    });
    stage.evidence({
      fault: 'The clock goes back by hours, then forward again',
      saw: 'A returning visitor, as of the first jump',
      kept: 'Everything; each jump of more than half an hour begins a visit, no number is negative',
    });
  },

  'the clock is set back by years, and right again': async (stage) => {
    await thereAndBack(stage, '-12y', {
      seen: asReturning,
      pageviews: 3,
      // What is dated that long ago may not be kept; the visit of before goes on.
      left: { visitCount: 2, goals: {}, traits: {} },
    });
    stage.evidence({
      fault: 'The clock goes back by twelve years, then forward again',
      saw: 'A returning visitor, as of the first jump',
      kept: 'What was done by the right clock; what is dated twelve years ago has expired. No number is negative',
    });
  },

  'the clock runs ahead by months, and right again': async (stage) => {
    await thereAndBack(stage, '+200d', {
      seen: asReturning,
      pageviews: 3,
      left: { visitCount: 3, ...done },
    });
  },

  'the clock runs ahead by years, and right again': async (stage) => {
    // Beyond the time for which anything is kept: who comes then is nobody we know.
    await thereAndBack(stage, '+9y', {
      seen: asNew,
      pageviews: 2,
      left: { visitCount: 2, ...done },
    });
    stage.evidence({
      fault: 'The clock goes forward by nine years, past what is kept, then back',
      saw: 'A new visitor, as nothing that old may be kept; then a returning one',
      kept: 'What was done since the jump; what came before it had expired by that clock',
    });
  },

  'the clock jumps within a page': async (stage) => {
    const view = await stage.visit('returning.html', asNew);
    await recorded(view, 1);
    await view.evaluate(() => {
      const now = Date.now.bind(Date);
      let ahead = 0;
      Date.now = () => now() + ahead * 86_400_000;
      Object.assign(window, {
        jump(days: number) {
          ahead = days;
          tailorbird.goal('signup', { value: 1 });
          history.pushState(null, '', `?days=${days}`);
        },
      });
    });
    // A jump of more than half an hour ends the visit, as it should.
    await view.next(asReturning, () => jump(-4000));
    await recorded(view, 2);
    await expectSaneSignals(view);
    await view.evaluate(() => jump(-3900));
    await recorded(view, 3);
    await expectSaneSignals(view);
    await view.evaluate(() => jump(200));
    await recorded(view, 4);
    await expectSaneSignals(view);
    await expectRecord(view, { pageviews: 4 });
    stage.evidence({
      fault: 'The clock jumps back and forth within a page',
      saw: 'No change on the page',
      kept: 'A record that can be read, with no negative number',
    });
  },
};
