/** How fast the decision itself is, in Node, beside other evaluators of the same conditions. */
import { deepStrictEqual } from 'node:assert/strict';
import { decide } from '../../../dist/core.js';
import { growthExponent, median, summarise } from '../support/statistics.mjs';
import { contenders } from './contenders.mjs';
import { timeInTurns } from './stopwatch.mjs';
import { makeBlocks, makeSegments, makeVisitors } from './workload.mjs';

const sizes = [10, 100, 1_000, 10_000];
const VISITORS = 40;

/** @param {{ quick: boolean }} options */
export function measureCore({ quick }) {
  const samples = quick ? 5 : 21;
  const visitors = makeVisitors(VISITORS);
  const rows = sizes.map((size) => {
    const segments = makeSegments(size);
    const conditions = segments.map(({ when }) => when);
    const tests = contenders.map(({ prepare }) => prepare(conditions));
    checkEqual(tests, visitors);
    let turn = 0;
    const runs = [...tests, (visitor) => decide({ segments }, visitor)].map(
      (test) => () => test(visitors[turn++ % VISITORS]),
    );
    console.log(`${size} segments`);
    return { size, times: timeInTurns(runs, samples) };
  });
  return {
    sizes,
    contenders: [...contenders.map(({ name }) => name), 'tailorbird `decide`'].map(
      (name, index) => {
        const of = rows.map(({ times }) => times[index]);
        return {
          name,
          milliseconds: of.map(summarise),
          ratios: rows.map(({ times }) =>
            summarise(times[index].map((time, sample) => time / times[0][sample])),
          ),
          exponent: growthExponent(
            rows.map(({ size, times }) => ({ size, cost: median(times[index]) })),
          ),
        };
      },
    ),
    page: summarise(timePage(visitors, samples)),
  };
}

/** A page with 20 blocks and 100 segments, decided for one visitor after the other. */
function timePage(visitors, samples) {
  const plan = { segments: makeSegments(100) };
  const blocks = makeBlocks(20);
  let turn = 0;
  const run = () => decide(plan, visitors[turn++ % VISITORS], { id: `visitor-${turn}` }, blocks);
  return timeInTurns([run], samples)[0];
}

/** Whoever gives another answer does not do the same work. */
function checkEqual(tests, visitors) {
  for (const visitor of visitors) {
    const [expected, ...others] = tests.map((test) => test(visitor));
    for (const other of others) deepStrictEqual(other, expected);
  }
}
