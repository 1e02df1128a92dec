import { expect, test } from 'vitest';
import type { Report } from '../../../src/cli/report.js';
import { columns, makeEvents, toCsv, toNdjson } from '../../support/events.mjs';
import { crowd, exposure, goal, openFolder } from './command.js';

test('what was counted in the terminal is what the formulas say', () => {
  const { run } = openFolder();
  const events = toNdjson([...crowd('a', 5000, 100), ...crowd('b', 5000, 130)]);
  const { code, out } = run('report --goal signup -', events);
  expect(code).toBe(0);
  expect(out).toMatch(/control a +5,000 +100 +2\.00%/);
  expect(out).toMatch(/b vs a +\+30\.0% +-13\.1% to \+94\.4% +1\.000 {2}no difference shown yet/);
});

test('NDJSON and CSV tell the same, in any order of lines and columns, quoted or not', () => {
  const { report, write } = openFolder();
  const events = [...makeEvents(600, { rates: { a: 0.2, b: 0.3, holdout: 0.1 } })];
  write('events.ndjson', toNdjson(events));
  write('events.csv', toCsv(events));
  const quoted = toCsv(events)
    .split('\n')
    .filter(Boolean)
    .map((line) =>
      line
        .split(',')
        .reverse()
        .map((cell) => `"${cell}"`)
        .join(';'),
    );
  write('excel.csv', `\uFEFF${quoted[0]}\r\n${quoted.slice(1).reverse().join('\r\n')}`);
  // Sums of values depend on their order in the last digits.
  const rounded = (file: string): unknown =>
    JSON.parse(JSON.stringify(report(file)), (_, value: unknown) =>
      typeof value === 'number' ? Number(value.toPrecision(9)) : value,
    );
  const expected = rounded('events.ndjson') as Report;
  expect(expected.experiments[0]!.results.length).toBeGreaterThan(0);
  expect(rounded('events.csv')).toEqual(expected);
  expect(rounded('excel.csv')).toEqual(expected);
  write('backwards.ndjson', toNdjson(events.reverse()));
  expect(rounded('backwards.ndjson')).toEqual(expected);
  expect(columns).toContain('visitor');
});

test('several files and the standard input are read together', () => {
  const { report, write } = openFolder();
  const [one, two, three] = [crowd('a', 30, 9), crowd('b', 20, 6), crowd('c', 10, 5)];
  write('one.ndjson', toNdjson(one));
  write('two.csv', toCsv(two));
  const found = report('one.ndjson - two.csv', toNdjson(three));
  expect(found.experiments[0]!.arms.map(({ visitors }) => visitors)).toEqual([30, 20, 10]);
});

test('an event counts once, however often it was sent', () => {
  const { report } = openFolder();
  const events = toNdjson([...crowd('a', 30, 9), ...crowd('b', 30, 6)]);
  const [once, thrice] = [report('-', events), report('-', events + events + events)];
  expect(thrice.events.duplicates).toBe(2 * 75);
  expect({ ...thrice.events, duplicates: 0 }).toEqual(once.events);
  expect(thrice.experiments).toEqual(once.experiments);
});

test('a visitor counts once per goal; goals before the exposure do not count', () => {
  const { report } = openFolder();
  const seen = [exposure('v1', 'a'), exposure('v2', 'a'), exposure('v3', 'b')];
  const goals = [
    goal('v1', 'signup', { value: 5 }),
    goal('v1', 'signup', { value: 7 }),
    goal('v2', 'signup', { ts: 1_789_999_999_999, value: 100 }),
    goal('v3', 'signup', { ts: 1_790_000_000_000 }),
    goal('stranger'),
  ];
  const [result] = report('-', toNdjson([...goals, ...seen])).experiments[0]!.results;
  expect(result!.arms).toMatchObject([
    { variant: 'a', visitors: 2, conversions: 1, rate: 0.5, value: 6 },
    { variant: 'b', visitors: 1, conversions: 1, rate: 1, value: 0 },
  ]);
});

test('the first exposure says where a visitor belongs', () => {
  const { report } = openFolder();
  const later = exposure('v1', 'a', { ts: 1_790_000_000_500, segment: 'late' });
  const first = exposure('v1', 'a', { segment: 'early' });
  const found = report(
    '-',
    toNdjson([later, first, exposure('v2', 'b', { segment: 'late' }), goal('v1')]),
  );
  const early = found.experiments[0]!.results.find(({ segment }) => segment === 'early');
  expect(early!.arms[0]).toMatchObject({ visitors: 1, conversions: 1 });
  expect(found.reach.segments).toMatchObject([
    { segment: 'late', visitors: 2 },
    { segment: 'early', visitors: 1 },
  ]);
});

test('a visitor seen in several arms is left out and counted', () => {
  const { report, run } = openFolder();
  const events = toNdjson([
    ...crowd('a', 30, 9),
    ...crowd('b', 30, 9),
    exposure('both', 'a'),
    exposure('both', 'b'),
    goal('both'),
  ]);
  const [found] = report('-', events).experiments;
  expect(found).toMatchObject({ several: 1, visitors: 60 });
  expect(run('report -', events).out).toContain('1 visitor seen in several arms left out.');
});

test('another arm after the shares were changed: counted where the visitor began', () => {
  const { report } = openFolder();
  const moved = [
    exposure('m', 'b', { ts: 1_790_000_900_000, epoch: '2026-09-22' }),
    exposure('m', 'a'),
    goal('m', 'signup', { ts: 1_790_000_950_000 }),
  ];
  const [found] = report('-', toNdjson([...moved, exposure('n', 'b')])).experiments;
  expect(found).toMatchObject({ several: 0, moved: 1, visitors: 2 });
  expect(found!.results[0]!.arms[0]).toMatchObject({ variant: 'a', conversions: 1 });
});

test('versions are experiments of their own', () => {
  const { report } = openFolder();
  const events = [
    exposure('v1', 'a', { ver: 2 }),
    exposure('v1', 'b'),
    exposure('v1', 'a', { ver: 10 }),
  ];
  expect(report('-', toNdjson(events)).experiments.map(({ version }) => version)).toEqual([
    '1',
    '2',
    '10',
  ]);
});

test('views are counted, and do not convert', () => {
  const { report } = openFolder();
  const view = { ...exposure('v1', 'a'), type: 'view', id: 'view' };
  const found = report('-', toNdjson([view, exposure('v1', 'a'), exposure('v2', 'a')]));
  expect(found.events).toMatchObject({ views: 1, exposures: 2 });
  expect(found.experiments[0]!.arms).toMatchObject([{ visitors: 2, viewed: 1 }]);
});

test('shares that changed are compared within each span of time', () => {
  const { report } = openFolder();
  // Rates are equal in either week, but the second is better, and b got most of it.
  const events = toNdjson([
    ...crowd('a', 4500, 90),
    ...crowd('b', 500, 10),
    ...crowd('a', 500, 40, { epoch: '2026-10-01' }),
    ...crowd('b', 4500, 360, { epoch: '2026-10-01' }),
  ]);
  const [found] = report('-', events).experiments;
  expect(found!.epochs).toEqual(['', '2026-10-01']);
  expect(found!.results[0]!.arms.map(({ rate }) => rate)).toEqual([0.026, 0.074]);
  expect(found!.results[0]!.comparisons[0]!.lift).toBeCloseTo(0, 9);
});

test('variants are compared with the control, and all with the holdout, each corrected for all', () => {
  const { report } = openFolder();
  const third = { variant: 'c', arm: 'treatment' };
  const events = [
    ...crowd('a', 3000, 60),
    ...crowd('b', 3000, 180),
    ...crowd('c', 3000, 90, third),
    ...crowd('holdout', 1000, 20),
  ].map((event) => ({ ...event, value: undefined }));
  const { comparisons, experiments } = report('-', toNdjson(events));
  const compared = experiments[0]!.results[0]!.comparisons;
  expect(
    compared.map(
      ({ treatment, against }) => `${treatment.variant} ${against.variant || against.arm}`,
    ),
  ).toEqual(['b a', 'c a', 'a holdout', 'b holdout', 'c holdout']);
  expect(comparisons).toBe(5);
  const [best] = compared;
  expect(best!.verdict).toBe('ahead');
  expect(best!.corrected).toBeCloseTo(5 * best!.p, 12);
});

test('what would be a difference alone is none among many comparisons', () => {
  const { report, run } = openFolder();
  const events = [...crowd('a', 3000, 100), ...crowd('b', 3000, 158)].map((event) => ({
    ...event,
    value: undefined,
  }));
  const [alone] = report('-', toNdjson(events)).experiments[0]!.results[0]!.comparisons;
  expect(alone).toMatchObject({ verdict: 'ahead' });
  const more = Array.from({ length: 60 }, (_, number) => goal('a1-{}', `other-${number}`));
  const many = toNdjson([...events, ...more]);
  const among = report('-', many).experiments[0]!.results.find(({ goal }) => goal === 'signup');
  expect(among!.comparisons[0]).toMatchObject({ p: alone!.p, verdict: 'no difference shown yet' });
  expect(run('report -', many).out).toContain('corrected for 61 comparisons');
  expect(report('--goal signup -', many).comparisons).toBe(1);
});

test('an arm that lost visitors raises an alarm', () => {
  const { report, run } = openFolder();
  const events = toNdjson([...crowd('a', 1000, 50), ...crowd('b', 1200, 60)]);
  const [found] = report('-', events).experiments;
  expect(found!.sampleRatio.alarm).toBe(true);
  expect(found!.sampleRatio.p).toBeCloseTo(0.000020079, 9);
  expect(run('report -', events).out.replaceAll('\n', ' ')).toContain(
    'ALARM: visitors did not come in the shares expected, equal weights assumed: a 1000 instead of about 1100',
  );
});

test('a goal reached five times or less often gives no verdict, but an estimate how long to wait', () => {
  const { run } = openFolder();
  const { out } = run('report -', toNdjson([...crowd('a', 400, 2), ...crowd('b', 400, 9)]));
  expect(out.replace(/\s+/g, ' ')).toMatch(/too little data: about \d+ more visitors/);
});
