import pico from 'picocolors';
import { printableDeep } from './printable.js';
import type { ComparedArms, ExperimentReport, Report, Result } from './report.js';
import { table, WIDTH } from './table.js';
import * as words from './words.js';
import { wrap } from './wrap.js';

const tones = {
  ahead: 'green',
  behind: 'red',
  'no difference shown yet': 'bold',
  'too little data': 'yellow',
} as const;

export interface TerminalOptions {
  readonly colors: boolean;
}

/** The report as text, readable at 80 columns. */
export function renderTerminal(unsafe: Report, { colors }: TerminalOptions): string {
  const report = printableDeep(unsafe);
  const paint = pico.createColors(colors);

  function summary(): string[] {
    const { events } = report;
    const bad = events.bad.map(({ file, line, why }) => `  ${file}:${line}: ${why}`);
    const more = events.badLines - bad.length;
    return [
      words.eventsRead(events),
      words.leftOut(events) ?? '',
      ...bad.map((line) => paint.yellow(line)),
      more > 0 && bad.length ? `  … and ${words.count(more)} more` : '',
    ].filter(Boolean);
  }

  function reach(): string[] {
    const { visitors, segments, variant, default: plain } = report.reach;
    const of = (part: number): string => words.percent(part / (visitors || 1));
    return [
      paint.bold('Reach, of visitors in experiments'),
      table(
        ['segment', 'visitors', 'share', 'saw a variant', 'saw a default'],
        [28, 11, 10, 15, 15],
        [
          ...segments.map((row) => [
            row.name,
            words.count(row.visitors),
            of(row.visitors),
            words.count(row.variant),
            words.count(row.default),
          ]),
          ['everyone', words.count(visitors), of(visitors), of(variant), of(plain)],
        ],
      ),
    ];
  }

  function experiment(of: ExperimentReport): string[] {
    const { text, alarm } = of.sampleRatio;
    return [
      paint.bold(
        `${of.experiment}, version ${of.version}: ${words.counted(of.visitors, 'visitor')}`,
      ),
      ...wrap(text, WIDTH).map((line) => (alarm ? paint.red(line) : line)),
      ...words.apart(of),
      ...(of.results.length
        ? of.results.flatMap(result)
        : [
            '',
            'No goal was reached yet.',
            arms(of.arms.map((arm) => [words.armName(arm), words.count(arm.visitors)])),
          ]),
    ];
  }

  function result(of: Result): string[] {
    const valued = words.isValued(of.arms);
    const rows = of.arms.map((arm) => [
      words.armName(arm),
      words.count(arm.visitors),
      words.count(arm.conversions),
      words.percent(arm.rate),
      ...(valued ? [words.amount(arm.value ?? 0)] : []),
    ]);
    return [
      '',
      ...wrap(`${of.goal}, ${of.name}`, WIDTH).map(paint.underline),
      arms(rows, valued),
      ...(of.comparisons.length ? ['', comparisons(of.comparisons)] : []),
    ];
  }

  function comparisons(all: readonly ComparedArms[]): string {
    return table(
      ['compared', 'lift', 'interval', 'p', 'verdict'],
      [19, 9, 20, 7, 25],
      all.map((of) => [
        words.comparedWith(of),
        of.lift === undefined ? '' : words.lift(of.lift),
        of.interval ? of.interval.map(words.lift).join(' to ') : '',
        of.verdict === 'too little data' ? '' : words.probability(of.corrected),
        paint[tones[of.verdict]](words.verdict(of, report)),
      ]),
    );
  }

  return [
    ...summary(),
    '',
    ...reach(),
    ...report.experiments.flatMap((of) => ['', ...experiment(of)]),
    '',
    ...wrap(report.comparisons ? words.legend(report) : 'There is nothing to compare yet.', WIDTH),
    '',
  ].join('\n');
}

function arms(rows: string[][], valued = false): string {
  const widths = [valued ? 34 : 44, 11, 11, 11, 12];
  const head = ['arm', 'visitors', 'reached', 'rate', 'value each'];
  const columns = rows[0]?.length ?? 0;
  return table(head.slice(0, columns), widths.slice(0, columns), rows);
}
