/**
 * The part of the benchmark that every change has to pass. Everything is a ratio of two things measured in turns, and
 * the limits are about twice of what is usual: a change that makes something twice as slow fails, a busy machine does not.
 */
import sift from 'sift';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { registerMissing } from '../browser/support/missing.ts';
import { decide, evaluate } from '../../dist/core.js';
import { timeInTurns } from './core/stopwatch.mjs';
import { makeBlocks, makeSegments, makeVisitors } from './core/workload.mjs';
import { churnIn, churnPages } from './growth/churn.mjs';
import { tailorbird } from './growth/pages.mjs';
import { launchChromium } from './page/chromium.mjs';
import { browsers, watchIn } from './page/engines.mjs';
import { ownSubjects } from './page/own-subjects.mjs';
import { median } from './support/statistics.mjs';

/** How much longer one takes than the other, by the median of pairs that were measured next to each other. */
const ratioOf = ([times, base]) => median(times.map((time, sample) => time / base[sample]));

function told(what, ratio, limit) {
  console.log(`${what}: ${ratio.toFixed(2)} (limit ${limit})`);
  return ratio;
}

describe('the decision itself', () => {
  const visitors = makeVisitors(40);
  const conditionsOf = (count) => makeSegments(count).map(({ when }) => when);
  let turn = 0;
  const each = (run) => () => run(visitors[turn++ % visitors.length]);
  const evaluateAll = (conditions) =>
    each((visitor) => conditions.map((condition) => evaluate(condition, visitor)));

  test('conditions are tested as fast as if they had been compiled', () => {
    const conditions = conditionsOf(100);
    const compiled = conditions.map((condition) => sift(condition));
    const peer = each((visitor) => compiled.map((run) => run(visitor)));
    const ratio = ratioOf(timeInTurns([evaluateAll(conditions), peer], 15));
    expect(told('time beside sift, which has compiled them before', ratio, 1.4)).toBeLessThan(1.4);
  });

  test('time grows with the number of segments, and no faster', () => {
    const [few, many] = [100, 10_000];
    const times = timeInTurns([evaluateAll(conditionsOf(many)), evaluateAll(conditionsOf(few))], 9);
    const ratio = ratioOf(times) / (many / few);
    expect(told('time for a condition among 10,000, beside 100', ratio, 3)).toBeLessThan(3);
  });

  test('a page of 20 blocks takes a few times what its 100 segments take alone', () => {
    const segments = makeSegments(100);
    const blocks = makeBlocks(20);
    const page = each((visitor) => decide({ segments }, visitor, { id: `${turn}` }, blocks));
    const ratio = ratioOf(timeInTurns([page, evaluateAll(segments.map(({ when }) => when))], 15));
    expect(told('time beside testing the segments alone', ratio, 10)).toBeLessThan(10);
  });
});

const engines = await browsers();
const { chromium: candidate } = engines;

describe('a page that keeps changing', () => {
  if (candidate.missing) return registerMissing(candidate);

  let chromium;
  beforeAll(async () => (chromium = await launchChromium()));
  afterAll(() => chromium?.close());

  test('pays little for 50 blocks that are watched', async () => {
    const pages = churnPages([
      { name: 'tailorbird', blocks: 50, head: tailorbird },
      { name: 'no library', blocks: 0, head: '' },
    ]);
    const ratio = ratioOf(await churnIn(chromium, pages, 5));
    expect(told('processor time of 300 batches beside no library', ratio, 3)).toBeLessThan(3);
  });
});

describe('no frame of the default, and none without content', () => {
  for (const candidate of Object.values(engines)) {
    if (candidate.missing) {
      registerMissing(candidate);
      continue;
    }
    test(candidate.name, async () => {
      const rows = await watchIn(candidate, ownSubjects, 3);
      for (const { name, failed, defaultShown, hidden } of rows)
        expect({ name, failed, default: defaultShown.max, hidden: hidden.max }).toEqual({
          name,
          failed: 0,
          default: 0,
          hidden: 0,
        });
    });
  }

  if (candidate.missing) return;
  // The count is worth nothing if it cannot find one.
  test('a frame of the default is seen where there is one', async () => {
    const late = {
      ...ownSubjects[0],
      name: 'late',
      region: ({ id, before, after }) => ({
        html: `<div>${before}</div><template>${after}</template><script>requestAnimationFrame(()=>requestAnimationFrame(()=>requestAnimationFrame(()=>{const region=document.getElementById("${id}"),template=region.querySelector("template");region.firstElementChild.replaceWith(template.content)})))</script>`,
      }),
    };
    const [, row] = await watchIn(candidate, [ownSubjects[0], late], 3);
    expect(row?.failed).toBe(0);
    expect(row?.defaultShown.median).toBeGreaterThan(0);
  });
});
