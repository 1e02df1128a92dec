import pico from 'picocolors';
import { printableDeep } from '../printable.js';
import { table, WIDTH } from '../table.js';
import { count, counted, percent } from '../words.js';
import { wrap } from '../wrap.js';
import { describeMix } from './describe-mix.js';
import { overlapTable } from './overlap-table.js';
import type { BlockCount, Count, ReplayReport, SegmentCount } from './result.js';

/** How many signals that visitors do not tell are named. */
const UNTOLD_SHOWN = 5;

export interface TextOptions {
  readonly colors: boolean;
}

/** A number that may be higher, if what cannot be said turned out true. */
function atLeast({ visitors, unknown }: Count): string {
  if (!unknown) return count(visitors);
  return visitors ? `≥ ${count(visitors)}` : '?';
}

/** What came of the visitors, as text at 80 columns. */
export function renderText(unsafe: ReplayReport, { colors }: TextOptions): string {
  const report = printableDeep(unsafe);
  const paint = pico.createColors(colors);
  const { visitors } = report;
  const share = (part: number): string => percent(part / visitors);
  const none = (part: number): string => (part ? share(part) : '');

  function head(): string[] {
    const { from, plan, page, badLines, bad } = report;
    const shown = bad.map(({ file, line, why }) => paint.yellow(`  ${file}:${line}: ${why}`));
    const more = badLines - bad.length;
    const source = 'mix' in from ? `made up with seed ${from.seed}` : `from ${from.join(', ')}`;
    const sentences = [
      `${counted(visitors, 'visitor')} ${source}.`,
      ...(page !== undefined && page === plan
        ? [`Page and plan: ${page}.`]
        : [
            plan === undefined ? 'No plan: the built-in segments alone.' : `Plan: ${plan}.`,
            page === undefined ? '' : `Page: ${page}.`,
          ]),
    ];
    return [
      ...wrap(sentences.filter(Boolean).join(' '), WIDTH),
      ...(badLines
        ? [`Left out: ${counted(badLines, 'line')} that could not be read.`, ...shown]
        : []),
      ...(more > 0 ? [`  … and ${count(more)} more`] : []),
      ...('mix' in from ? describeMix(from.mix) : []),
    ];
  }

  function segments(): string[] {
    const ranked = report.default !== undefined;
    // Of what is built in, only what somebody is in is worth a row.
    const isIdle = ({ own, visitors: some, unknown }: SegmentCount): boolean =>
      !own && !some && (!unknown || unknown === visitors);
    const rows = report.segments
      .filter((segment) => !isIdle(segment))
      .map(({ id, name, visitors: some, unknown, first }) => [
        name ? `${name} (${id})` : id,
        ...[count(some), share(some), none(unknown)],
        ...(ranked ? [first ? atLeast(first) : ''] : []),
      ]);
    const idle = report.segments.filter(isIdle);
    const sentence = (text: string, some: readonly SegmentCount[]): string[] =>
      some.length ? wrap(`${text}: ${some.map(({ id }) => id).join(', ')}.`, WIDTH, '  ') : [];
    if (report.default) {
      const { visitors: some, unknown } = report.default;
      const at = report.segments.filter(({ own }) => own).length;
      rows.splice(at, 0, [
        'none of these: default',
        ...[count(some), share(some), none(unknown)],
        atLeast(report.default),
      ]);
    }
    const columns = ['segment', 'visitors', 'share', 'cannot be said', 'ranks first'];
    return [
      paint.bold('Segments'),
      table(
        ranked ? columns : columns.slice(0, 4),
        [29, 11, 10, 16, 13].slice(0, ranked ? 5 : 4),
        rows,
      ),
      ...sentence(
        'Nobody is in',
        idle.filter(({ unknown }) => !unknown),
      ),
      ...sentence(
        'Cannot be said of anybody',
        idle.filter(({ unknown }) => unknown),
      ),
    ];
  }

  function block(of: BlockCount): string[] {
    const rows: [string, number][] = [
      ...of.variants.map(({ name, audience, visitors: some }): [string, number] => [
        name === audience ? name : `${name}, for ${audience}`,
        some,
      ]),
      ['default', of.default],
      ['default, held out', of.heldOut],
      ['cannot be said', of.unknown],
      ['not on their page', of.elsewhere],
    ];
    const always = of.variants.length + 1;
    return [
      '',
      paint.bold(`${of.id}, line ${of.line}`),
      table(
        ['shows', 'visitors', 'share'],
        [50, 12, 11],
        rows
          .filter(([, some], index) => some || index < always)
          .map(([what, some]) => [what, count(some), share(some)]),
      ),
    ];
  }

  function elements(): string[] {
    if (!report.elements.length) return [];
    return [
      '',
      paint.bold('Elements with an audience of their own'),
      table(
        ['element', 'shown', 'share', 'cannot be said'],
        [44, 11, 10, 16],
        report.elements.map(({ tag, audience, line, shown, unknown }) => [
          `<${tag}> for ${audience}, line ${line}`,
          ...[count(shown), share(shown), none(unknown)],
        ]),
      ),
    ];
  }

  function sayUntold(untold: ReplayReport['untold']): string {
    const most = [...untold].sort((a, b) => b.visitors - a.visitors).slice(0, UNTOLD_SHOWN);
    const list = most.map(({ signal, visitors: some }) => `${signal} (of ${share(some)})`);
    const more = untold.length > most.length ? ' and others' : '';
    return `What cannot be said takes signals that visitors do not tell: ${list.join(', ')}${more}.`;
  }

  function end(): string[] {
    const { everyDefault, heldOut, untold, notes } = report;
    const sentences = [
      everyDefault &&
        `${share(everyDefault.visitors)} of the visitors see the default of every block${
          everyDefault.unknown ? `; of ${share(everyDefault.unknown)} it cannot be said` : ''
        }.`,
      heldOut &&
        `${share(heldOut)} of the visitors are in the plan's holdout, and see defaults alone.`,
      untold.length && sayUntold(untold),
      ...notes,
    ];
    const told = sentences.flatMap((text) => (text ? wrap(text, WIDTH) : []));
    return told.length ? ['', ...told] : [];
  }

  return [
    ...head(),
    '',
    ...segments(),
    ...overlapTable(report, paint),
    ...report.blocks.flatMap(block),
    ...elements(),
    ...end(),
    '',
  ].join('\n');
}
