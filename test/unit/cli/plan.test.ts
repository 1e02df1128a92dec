import { expect, test } from 'vitest';
import { toNdjson } from '../../support/events.mjs';
import { parsePlan } from '../../../src/core.js';
import { crowd, exposure, goal, openFolder } from './command.js';

const experiment = (plan: unknown, events: object[]) => {
  const { report, write } = openFolder();
  write('plan.json', JSON.stringify(plan));
  return report('--plan plan.json -', toNdjson(events as Record<string, unknown>[]))
    .experiments[0]!;
};

test('names of segments, alpha and tune come from the plan', () => {
  const { report, write } = openFolder();
  write(
    'plan.json',
    JSON.stringify({
      segments: [{ id: 'runner', name: 'People who run', when: {} }],
      report: { alpha: 0.1, tune: 20_000 },
    }),
  );
  const events = [exposure('v1', 'a', { segment: 'runner' }), exposure('v2', 'b'), goal('v1')];
  const found = report('--plan plan.json -', toNdjson(events));
  expect(found).toMatchObject({ alpha: 0.1, tune: 20_000 });
  expect(found.reach.segments.map(({ name }) => name)).toContain('People who run');
  expect(found.experiments[0]!.results.map(({ name }) => name)).toContain('People who run');
});

test('shares are compared with the weights of the plan', () => {
  const weights = { a: 75, b: 25 };
  const events = [...crowd('a', 310, 20), ...crowd('b', 98, 9)];
  const fine = experiment({ experiments: { 'hero:returning': { weights } } }, events);
  expect(fine.sampleRatio.p).toBeCloseTo(0.647434186, 9);
  expect(experiment({}, events).sampleRatio.alarm).toBe(true);
});

test('weights of the markup are told under "report"', () => {
  const events = [...crowd('a', 310, 20), ...crowd('b', 98, 9)];
  const report = { weights: { 'hero:returning': { a: 3, b: 1 } } };
  expect(experiment({ report }, events).sampleRatio.p).toBeCloseTo(0.647434186, 9);
});

test('weights hold for their version, and for their epoch', () => {
  const old = [...crowd('a', 500, 20), ...crowd('b', 500, 20)];
  const epoch = '2026-10-01';
  const now = [...crowd('a', 900, 20, { epoch }), ...crowd('b', 100, 3, { epoch })];
  const weights = { a: 0.9, b: 0.1 };
  const since = experiment({ experiments: { 'hero:returning': { weights, epoch } } }, [
    ...old,
    ...now,
  ]);
  expect(since.sampleRatio).toMatchObject({ p: 1, alarm: false });
  const other = experiment({ experiments: { 'hero:returning': { weights, version: 2 } } }, old);
  expect(other.sampleRatio).toMatchObject({ p: 1, alarm: false });
});

test('shares that cannot be checked: why is told', () => {
  const events = [...crowd('a', 50, 5, { epoch: 'may' }), ...crowd('b', 50, 5, { epoch: 'may' })];
  const told = (plan: object): string => experiment(plan, events).sampleRatio.text;
  const weights = { a: 1, b: 1 };
  expect(told({})).toContain('they have been changed, and no plan (--plan) says to which');
  expect(told({ experiments: { 'hero:returning': { weights, epoch: 'june' } } })).toContain(
    'nobody came since june',
  );
});

test('a holdout is expected in the share that the plan tells, and left out of the check if it tells none', () => {
  const events = [...crowd('a', 450, 20), ...crowd('b', 450, 20), ...crowd('holdout', 100, 4)];
  const told = (share: number) =>
    experiment({ report: { holdouts: { 'hero:returning': share } } }, events).sampleRatio;
  expect(told(0.1)).toMatchObject({ p: 1, alarm: false });
  expect(told(0.5)).toMatchObject({ alarm: true });
  expect(experiment({}, events).sampleRatio).toMatchObject({ p: 1 });
  expect(experiment({ holdout: 0.1 }, events).sampleRatio).toMatchObject({ p: 1 });
  expect(experiment({ holdout: { share: 0.4, epoch: 1 } }, events).sampleRatio.alarm).toBe(true);
});

test('a variant without a weight in the plan: not checked, and said so', () => {
  const weights = { a: 1, c: 1 };
  const { sampleRatio } = experiment({ experiments: { 'hero:returning': { weights } } }, [
    ...crowd('a', 10, 1),
    ...crowd('b', 10, 1),
  ]);
  expect(sampleRatio).not.toHaveProperty('p');
  expect(sampleRatio.alarm).toBe(false);
  expect(sampleRatio.text).toContain('no weight for b');
});

test.each([
  ['{', 'is not JSON'],
  ['[]', '$ should be an object'],
  ['{"report":{"alpha":2}}', '$.report.alpha should be a number'],
  ['{"report":{"tune":"many"}}', '$.report.tune should be a number'],
  ['{"report":{"holdouts":{"x":3}}}', '$.report.holdouts["x"] should be a number'],
  [
    '{"experiments":{"x":{"weights":{"a":"1"}}}}',
    '$.experiments["x"].weights.a should be a number',
  ],
])('a plan that cannot serve is refused with its place: %s', (json, message) => {
  const { run, write } = openFolder();
  write('plan.json', json);
  const { code, err } = run('report --plan plan.json -', toNdjson([exposure('v', 'a')]));
  expect(code).toBe(2);
  expect(err).toContain(message);
});

test('proposed weights favour the better variant, keep a tenth, and leave the holdout alone', () => {
  const { run, write, read, report } = openFolder();
  const events = [...crowd('a', 2000, 40), ...crowd('b', 2000, 100), ...crowd('holdout', 400, 8)];
  write(
    'events.ndjson',
    toNdjson([...events, goal('stranger', 'signup', { ts: Date.UTC(2026, 10, 24) })]),
  );
  expect(run('report events.ndjson --weights weights.json').code).toBe(0);
  const proposal = JSON.parse(read('weights.json')) as object;
  expect(proposal).toEqual({
    experiments: { 'hero:returning': { epoch: '2026-11-24', weights: { a: 0.1, b: 0.9 } } },
  });
  // The plan takes it as it is.
  write('plan.json', JSON.stringify(proposal));
  const epoch = '2026-11-24';
  const next = [...crowd('a', 100, 3, { epoch }), ...crowd('b', 900, 30, { epoch })];
  write('next.ndjson', toNdjson(next));
  const [found] = report('events.ndjson next.ndjson --plan plan.json').experiments;
  expect(found!.sampleRatio).toMatchObject({ p: 1, alarm: false });
});

test('the epoch of new weights is none that events have, even if a clock was years ahead', () => {
  const { run, read } = openFolder();
  const epochs = ['2099-01-01', '2099-01-01.2'];
  const events = epochs.flatMap((epoch) => [
    ...crowd('a', 50, 5, { epoch }),
    ...crowd('b', 50, 5, { epoch }),
  ]);
  const late = goal('stranger', 'signup', { ts: Date.UTC(2099, 0, 1) });
  run('report - --weights weights.json', toNdjson([...events, late]));
  expect(JSON.parse(read('weights.json'))).toMatchObject({
    experiments: { 'hero:returning': { epoch: '2099-01-01.3' } },
  });
});

test('no weights for an experiment with an alarm, or for variants without names of their own', () => {
  const { run, write, read } = openFolder();
  const same = { exp: 'cta:new', variant: 'new' };
  const events = [
    ...crowd('a', 1000, 40),
    ...crowd('b', 2000, 100),
    ...crowd('a', 100, 5, same),
    ...crowd('b', 100, 5, same),
  ];
  write('events.ndjson', toNdjson(events));
  const { code, err } = run('report events.ndjson --weights weights.json');
  expect(code).toBe(0);
  expect(err).toContain('No weights for hero:returning: its sample ratio raised an alarm.');
  expect(err).toContain('No weights for cta:new: its variants have no names of their own.');
  expect(JSON.parse(read('weights.json'))).toEqual({ experiments: {} });
});

test('weights are for one goal', () => {
  const { run } = openFolder();
  const events = toNdjson([...crowd('a', 9, 5), ...crowd('b', 9, 5), goal('a1-{}', 'order')]);
  const { code, err } = run('report - --weights weights.json', events);
  expect(code).toBe(2);
  expect(err).toContain('name it with --goal, one of signup, order');
  expect(run('report - --goal order --weights weights.json', events).code).toBe(0);
});

test('what the report reads from a plan is no mistake in it', () => {
  const plan = { report: { alpha: 0.05, tune: 5000 } };
  expect(parsePlan(JSON.stringify(plan)).problems).toEqual([]);
});
