/** What was measured of growth, for docs/performance.md. */
import { number, spread, table } from '../support/markdown.mjs';

/** @param {Awaited<ReturnType<import('./measure.mjs').measureGrowth>>} results */
export function reportGrowth({ churn, record, parse }) {
  return [
    '## Growth',
    `### A page that keeps changing

300 batches, in each of which a page of 1,000 elements replaces a list of 20. Time as a multiple of that without a library,
in the same round.`,
    table([
      ['', 'blocks or changes', 'ms', 'times'],
      ...churn.map(({ name, blocks, milliseconds, ratio }) => [
        name,
        number(blocks),
        spread(milliseconds),
        spread(ratio, 2),
      ]),
    ]),
    `### Parsing a page

Processor time of the main thread until the page has loaded, with the script inlined, as a multiple of that without it.
Every block shows a variant.`,
    table([
      ['elements', 'blocks', 'without, ms', 'with, ms', 'times'],
      ...parse.map((row) => [
        number(row.elements),
        number(row.blocks),
        spread(row.without),
        spread(row.with),
        spread(row.ratio, 2),
      ]),
    ]),
    `### A visitor who keeps coming back

Visits a day apart, each by another campaign to another page, with an interest, an answer and a goal. **start** is
the time that \`start()\` takes, **commit** the time from then until all of it is in IndexedDB.`,
    table([
      ['visits', 'record, characters', 'snapshot, characters', 'start, ms', 'commit, ms'],
      ...record.map(({ visits, record: size, snapshot, start, commit }) => [
        number(visits),
        number(size),
        number(snapshot),
        spread(start, 1),
        spread(commit, 1),
      ]),
    ]),
  ].join('\n\n');
}
