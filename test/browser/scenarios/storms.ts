import { expect } from 'vitest';
import type { Scenarios, Stage } from '../support/stage.js';

/** Makes 10,000 mutations in one task. */
declare const storm: (round: number) => void;

const ROUNDS = 9;

interface Figures {
  /** Milliseconds of the page's own work, round by round. */
  readonly page: readonly number[];
  /** Milliseconds of Tailorbird's longest call, round by round. */
  readonly longest: readonly number[];
  /** Milliseconds of all its calls, round by round. */
  readonly all: readonly number[];
  readonly records: number;
}

/** Storm after storm, each in a task of its own; the first is not counted, as nothing is compiled yet. */
async function weather(stage: Stage, query: string): Promise<Figures> {
  const view = await stage.visit(`storm.html?stopwatch&${query}`, {
    shows: [query ? 'variant-spring' : 'default', 'rest'],
  });
  return view.evaluate(async (rounds) => {
    const figures = { page: [] as number[], longest: [] as number[], all: [] as number[] };
    let records = 0;
    for (let round = 0; round <= rounds; round++) {
      const calls = (window.__calls ??= []);
      calls.length = 0;
      const from = performance.now();
      storm(round);
      // Layout belongs to what the page has asked for by its changes.
      document.body.getBoundingClientRect();
      const own = performance.now() - from;
      await new Promise((resolve) => setTimeout(resolve));
      if (round === 0) continue;
      const times = calls.map(({ ms }) => ms);
      figures.page.push(own);
      figures.longest.push(Math.max(0, ...times));
      figures.all.push(times.reduce((sum, ms) => sum + ms, 0));
      records = calls.reduce((sum, call) => sum + call.records, 0);
    }
    return { ...figures, records };
  }, ROUNDS);
}

const median = (values: readonly number[]): number =>
  [...values].sort((one, other) => one - other)[Math.floor(values.length / 2)] ?? NaN;

const round = (value: number): number => Math.round(value * 10) / 10;

/**
 * What Tailorbird does in a storm is set against what the page itself does: both are slow on a slow machine. The
 * storm is one task of the page's; only one that is longer than 50 ms by itself may make us take longer than that.
 */
async function weathers(stage: Stage, query: string): Promise<void> {
  const { page, longest, all, records } = await weather(stage, query);
  console.log(
    `10,000 mutations${query ? ', blocks swapped' : ''}: page ${round(median(page))} ms, ` +
      `Tailorbird ${round(median(all))} ms in all, longest call ${round(median(longest))} ms ` +
      `(${round(Math.min(...longest))} to ${round(Math.max(...longest))}), ${records} records`,
  );
  // It was watching: attributes and texts are none of its business, what is added and removed is.
  expect(records).toBeGreaterThan(5_000);
  expect(median(all)).toBeLessThan(median(page));
}

export const storms: Scenarios = {
  'ten thousand mutations at once, blocks swapped': async (stage) => {
    await weathers(stage, 'utm_campaign=spring');
    stage.evidence({
      fault: 'The page makes ten thousand changes in one task, among swapped blocks',
      saw: 'The variants in every frame; Tailorbird takes less time for it than the page itself',
      kept: 'Everything',
    });
  },

  'ten thousand mutations at once, blocks as they were': (stage) => weathers(stage, ''),
};
