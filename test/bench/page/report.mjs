/** What was measured in the page, for docs/performance.md. */
import { number, spread, table } from '../support/markdown.mjs';

/** @param {Awaited<ReturnType<import('./measure.mjs').measurePage>>} results */
export function reportPage({ conditions, subjects, engines = [] }) {
  return [
    introduction,
    ...conditions.flatMap((condition) => {
      const measured = subjects.filter((subject) => subject.conditions[condition]);
      return measured.length ? [`### ${condition}`, conditionTable(condition, measured)] : [];
    }),
    engineTable(engines),
    '### The subjects',
    subjectList(subjects),
  ].join('\n\n');
}

const introduction = `## On a landing page

Every subject shows the same variant (hero, testimonials, call to action) to the same visitor, who came by the campaign
\`spring\` and has been here before, on npm's \`startbootstrap-landing-page\`, by its own means. All of it comes from this
computer; anything else cannot be reached. The subjects take turns, so that whatever else the machine does is shared
by all. Each view has a new tab and no cache. Numbers are medians; half of the runs lie between those in brackets.

- **bytes, requests**: what is sent beyond the static page, compressed with Brotli.
- **first, largest paint**: as a multiple of the static page's in the same round.
- **default, hidden**: milliseconds in which the default could be read, or a region that was there could not, frame by frame.
- **shift**: cumulative layout shift beyond the static page's.
- **scripts, main thread**: milliseconds of processor time, from a trace: compiling, running and clearing up after scripts
  (the static page has none), and all that the page's main thread did beyond the static page's.
- **memory**: JavaScript heap after a forced garbage collection, beyond the static page's, in kB.`;

function conditionTable(condition, subjects) {
  const rows = subjects.map(({ name, conditions: { [condition]: of }, failed }) => [
    failed ? `${name} (no variant in ${failed} views)` : name,
    number(of.bytes.median),
    number(of.requests.median),
    spread(of.fcpRatio, 2),
    spread(of.lcpRatio, 2),
    spread(of.defaultShown),
    spread(of.hidden),
    number(of.shift.median, 3),
    spread(of.scripting, 1),
    spread(of.mainThread, 1),
    number(of.memory.median / 1000),
  ]);
  return table([
    [
      'subject',
      'bytes',
      'requests',
      'first paint',
      'largest paint',
      'default, ms',
      'hidden, ms',
      'shift',
      'scripts, ms',
      'main thread, ms',
      'memory, kB',
    ],
    ...rows,
  ]);
}

/** @param {Awaited<ReturnType<import('./measure.mjs').measurePage>>['engines']} engines */
function engineTable(engines) {
  const names = [...new Set(engines.flatMap(({ subjects }) => subjects.map(({ name }) => name)))];
  const cells = (name, { subjects }) => {
    const row = subjects.find((one) => one.name === name);
    if (!row) return ['not measured', 'not measured'];
    return [row.failed === row.views ? 'no variant' : spread(row.defaultShown), spread(row.hidden)];
  };
  return `### Firefox and WebKitGTK

Milliseconds with the default visible, and with a region hidden, frame by frame, at this machine's own speed. Neither has a trace,
nor a processor that can be slowed down.

${table([
  ['subject', ...engines.flatMap(({ name }) => [`${name}: default, ms`, `${name}: hidden, ms`])],
  ...names.map((name) => [name, ...engines.flatMap((engine) => cells(name, engine))]),
])}`;
}

function subjectList(subjects) {
  return subjects
    .map(({ name, description, elsewhere }) => {
      const tried = elsewhere.length
        ? ` It also tried to reach ${elsewhere.join(', ')}, which was not let through.`
        : '';
      return `- **${name}**: ${description}.${tried}`;
    })
    .join('\n');
}
