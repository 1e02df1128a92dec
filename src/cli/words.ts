import type { ArmReport, ArmResult, ComparedArms, EventSummary, Report } from './report.js';

/*
 * How numbers and verdicts are told, the same in the terminal and in the page.
 */

export function count(value: number): string {
  return value.toLocaleString('en');
}

/** `1 visitor`, `1,200 visitors`. */
export function counted(value: number, noun: string): string {
  return `${count(value)} ${noun}${value === 1 ? '' : 's'}`;
}

export function percent(share: number): string {
  return `${(share * 100).toFixed(2)}%`;
}

/** A lift, always with its sign. */
export function lift(value: number): string {
  if (value >= 100) return '>+9,999%';
  const digits = Math.abs(value) < 9.995 ? 1 : 0;
  const text = (value * 100).toLocaleString('en', {
    minimumFractionDigits: digits,
    maximumFractionDigits: digits,
  });
  return `${value < 0 ? '' : '+'}${text}%`;
}

export function amount(value: number): string {
  return Math.abs(value) < 1
    ? value.toLocaleString('en', { maximumSignificantDigits: 3 })
    : value.toLocaleString('en', { minimumFractionDigits: 2, maximumFractionDigits: 2 });
}

export function probability(p: number): string {
  return p < 0.001 ? '<.001' : p.toFixed(3);
}

/** `control a`, `holdout`. */
export function armName({ arm, variant }: Pick<ArmReport, 'arm' | 'variant'>): string {
  return [arm, variant].filter(Boolean).join(' ');
}

/** In plain words. */
export function verdict({ verdict: word, more, p }: ComparedArms, { alpha }: Report): string {
  if (word === 'too little data' && more !== undefined) {
    // Two digits: it is a guess.
    return `${word}: about ${count(Number(more.toPrecision(2)))} more visitors`;
  }
  const isAlone = word === 'no difference shown yet' && p <= alpha;
  return isAlone ? `${word} (it would be, were it the only comparison)` : word;
}

export function comparedWith({ of, treatment, against }: ComparedArms): string {
  const what = of === 'value' ? ', value' : '';
  return `${treatment.variant || treatment.arm} vs ${against.variant || against.arm}${what}`;
}

/** What was read. */
export function eventsRead(events: EventSummary): string {
  const span =
    events.from && events.to
      ? `From ${events.from.slice(0, 10)} to ${events.to.slice(0, 10)}: `
      : '';
  const parts = [
    counted(events.exposures, 'exposure'),
    counted(events.goals, 'goal'),
    counted(events.views, 'view'),
  ];
  return `${span}${parts.join(', ')}.`;
}

/** What was left out. */
export function leftOut({ duplicates, badLines }: EventSummary): string | undefined {
  const parts = [
    duplicates && counted(duplicates, 'duplicate'),
    badLines && `${counted(badLines, 'line')} that could not be read`,
  ].filter(Boolean);
  return parts.length ? `Left out: ${parts.join(' and ')}.` : undefined;
}

/** How to read the verdicts. */
export function legend({ alpha, comparisons }: Report): string {
  const level = Number(((1 - alpha) * 100).toFixed(2));
  return (
    `The interval holds the true lift with ${level}% probability, however often you look. ` +
    `Values of p and verdicts are corrected for ${counted(comparisons, 'comparison')} (Holm).`
  );
}

/** Visitors of an experiment who stand apart. */
export function apart({ several, moved }: { several: number; moved: number }): string[] {
  return [
    several ? `${counted(several, 'visitor')} seen in several arms left out.` : '',
    moved
      ? `${counted(moved, 'visitor')} changed arms when the shares changed; counted where they began.`
      : '',
  ].filter(Boolean);
}

/** Whether a goal's values are worth a column. */
export function isValued(arms: readonly ArmResult[]): boolean {
  return arms.some(({ value }) => value !== undefined);
}
