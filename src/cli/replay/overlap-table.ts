import type { Colors } from 'picocolors/types.js';
import { table, WIDTH } from '../table.js';
import { wrap } from '../wrap.js';
import type { ReplayReport } from './result.js';

/** How many segments fit next to each other. */
const MOST = 9;

/** Who else those in a segment are: of the plan's segments first, and of those that the page names. */
export function overlapTable(report: ReplayReport, paint: Colors): string[] {
  const { overlap, segments } = report;
  const named = namedIn(report);
  const wanted = [...segments.keys()].filter((index) => {
    const segment = segments[index];
    return segment && segment.visitors > 0 && (segment.own || named.has(segment.id));
  });
  const some =
    wanted.length > 1 ? wanted : [...segments.keys()].filter((index) => segments[index]?.visitors);
  const shown = some.slice(0, MOST);
  if (shown.length < 2) return [];
  const rows = shown.map((row, number) => [
    `${number + 1} ${segments[row]?.id}`,
    ...shown.map((column) => {
      if (row === column) return '·';
      const all = overlap.both[row]?.[row] ?? 0;
      const said = all - (overlap.unknown[row]?.[column] ?? 0);
      return said ? percent((overlap.both[row]?.[column] ?? 0) / said) : '?';
    }),
  ]);
  const isUnknown = rows.some((row) => row.includes('?'));
  return [
    '',
    paint.bold('Overlap: of those in a row, how many are in the column too'),
    table(['', ...shown.map((_, number) => String(number + 1))], [25, ...shown.map(() => 6)], rows),
    ...(isUnknown ? ['  ?: cannot be said of anybody.'] : []),
    ...(some.length > MOST
      ? wrap(`The first ${MOST} of ${some.length}; --json has every one.`, WIDTH, '  ')
      : []),
  ];
}

/** The words of audiences. */
function namedIn({ blocks, elements }: ReplayReport): ReadonlySet<string> {
  const audiences = [...blocks.flatMap(({ variants }) => variants), ...elements];
  return new Set(audiences.flatMap(({ audience }) => audience.split(/[\s+!]+/)));
}

/** Whole ones: it is a table to look at. */
function percent(share: number): string {
  if (share > 0 && share < 0.005) return '<1%';
  if (share < 1 && share > 0.995) return '>99%';
  return `${Math.round(share * 100)}%`;
}
