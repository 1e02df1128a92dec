/** What the benchmark is to show, and whether it did: for docs/performance.md. Nobody writes down by hand what was reached. */
import { number, table } from './support/markdown.mjs';

/**
 * @param {object} results As they stand in test/bench/results.json.
 * @returns {string} Markdown; goals whose part was not measured are left out.
 */
export function reportGoals(results) {
  const rows = [
    ...pageGoals(results.page),
    ...coreGoals(results.core),
    ...churnGoals(results.growth),
  ];
  if (results.bytes) rows.push(bytesGoal(results.bytes));
  return `## Goals

${table([
  ['goal', 'wanted', 'measured', ''],
  ...rows.map(({ goal, limit, value, digits = 2, least }) => {
    // As it is printed: a layout shift of 0.0001 is none.
    const rounded = Number(value.toFixed(digits));
    return [
      goal,
      `${least ? 'at least' : 'at most'} ${number(limit, limit % 1 ? digits : 0)}`,
      number(value, digits),
      (least ? rounded >= limit : rounded <= limit) ? 'reached' : '**missed**',
    ];
  }),
])}`;
}

function pageGoals(page) {
  if (!page) return [];
  const [slow] = page.conditions;
  const trip = page.conditions.at(-1);
  const find = (name) => page.subjects.find((subject) => subject.name === name);
  const inlined = find('tailorbird, inlined');
  const file = find('tailorbird, file');
  const growthBook = page.subjects.filter(({ name }) => name.startsWith('growthbook'));
  const calm = growthBook.filter(({ name }) => name.includes('anti-flicker'));
  const in_ = (subject, condition) => subject?.conditions[condition];
  const least = (subjects, condition, read) =>
    Math.min(...subjects.flatMap((one) => in_(one, condition) ?? []).map(read));
  const ours = page.subjects.filter(({ name }) => name.startsWith('tailorbird'));
  const worst = (key) =>
    Math.max(
      ...ours.flatMap(({ conditions }) => Object.values(conditions).map((one) => one[key].max)),
    );
  const rows = [
    {
      goal: 'first contentful paint, inlined, as a multiple of the static page’s (4× slower processor)',
      limit: 1.03,
      value: in_(inlined, slow)?.fcpRatio.median,
    },
    {
      goal: 'main thread, inlined, as a multiple of GrowthBook’s with an inline payload (4× slower processor)',
      limit: 0.15,
      value:
        in_(inlined, slow)?.scripting.median /
        in_(find('growthbook, inline payload'), slow)?.scripting.median,
    },
    {
      goal: 'first contentful paint, inlined, as a multiple of GrowthBook’s best setting against flicker (scripts 150 ms away)',
      limit: 0.5,
      value: in_(inlined, trip)?.fcp.median / least(calm, trip, ({ fcp }) => fcp.median),
    },
    {
      goal: 'milliseconds of the default, most in any view',
      limit: 0,
      value: worst('defaultShown'),
      digits: 0,
    },
    {
      goal: 'milliseconds of hidden content, most in any view',
      limit: 0,
      value: worst('hidden'),
      digits: 0,
    },
    {
      goal: 'layout shift beyond the static page’s, most in any view',
      limit: 0,
      value: worst('shift'),
      digits: 3,
    },
    {
      goal: 'views without the variant',
      limit: 0,
      value: (inlined?.failed ?? 0) + (file?.failed ?? 0),
      digits: 0,
    },
  ];
  return rows.filter(({ value }) => Number.isFinite(value));
}

function coreGoals(core) {
  if (!core) return [];
  const peer = core.contenders.find(({ name }) => name.includes('evalCondition'));
  const [own] = core.contenders;
  const middle = core.sizes.indexOf(100);
  return [
    {
      goal: '`evaluate`, conditions a second as a multiple of `evalCondition`’s (100 segments)',
      limit: 3,
      value: peer.ratios[middle].median,
      least: true,
    },
    {
      goal: 'growth of the time with the number of segments, 10 to 10,000 (1 is linear)',
      limit: 1.1,
      value: own.exponent,
    },
    {
      goal: '`decide` for 20 blocks and 100 segments, milliseconds',
      limit: 0.2,
      value: core.page.median,
      digits: 3,
    },
  ];
}

function churnGoals(growth) {
  if (!growth) return [];
  const { ratio } = growth.churn.find(({ name, blocks }) => name === 'tailorbird' && blocks === 50);
  return [
    {
      goal: '300 batches of changes with 50 blocks, as a multiple of no library',
      limit: 1.15,
      value: ratio.median,
    },
  ];
}

function bytesGoal({ script }) {
  return { goal: 'the script tag, bytes', limit: 6_500, value: script, digits: 0 };
}
