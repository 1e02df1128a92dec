import { html, type Html } from './html.js';
import type { ComparedArms } from './report.js';
import { lift as liftText } from './words.js';

const WIDTH = 320;
const HEIGHT = 46;
const MIDDLE = 14;
const EDGE = 24;
/** Lifts that an axis may be marked at. */
const marks = [-0.9, -0.75, -0.5, -0.25, -0.1, 0.1, 0.25, 0.5, 1, 2, 4, 9];

/** How far the axis goes to either side, as a logarithm: twice as much is as far away as half. */
export function rangeOf(comparisons: readonly ComparedArms[]): number {
  const ends = comparisons.flatMap(({ interval }) => interval ?? []);
  const furthest = Math.max(...ends.map((end) => Math.abs(Math.log1p(end))), Math.log(1.1));
  // Beyond a tenth or tenfold an arrow will do.
  return Math.min(furthest, Math.log(10)) * 1.05;
}

/** A line for the interval, a dot for the lift, and where there is no difference. */
export function intervalPlot({ lift, interval }: ComparedArms, range: number): Html {
  if (!interval || lift === undefined) return html``;
  const clamped = (value: number): number => Math.max(-range, Math.min(range, Math.log1p(value)));
  const x = (value: number): number =>
    Number((WIDTH / 2 + (clamped(value) / range) * (WIDTH / 2 - EDGE)).toFixed(1));
  const [low, high] = [x(interval[0]), x(interval[1])];
  const ticks = chosenMarks(range, x);
  const arrow = (end: number, side: -1 | 1): Html | undefined =>
    Math.abs(Math.log1p(end)) > range
      ? html`<path class="bar" d="M${x(end)} ${MIDDLE - 5}l${side * 7} 5l${-side * 7} 5z" />`
      : undefined;
  return html`<svg
    viewBox="0 0 ${WIDTH} ${HEIGHT}"
    role="img"
    aria-label="Lift ${liftText(lift)}, interval from ${liftText(interval[0])} to ${liftText(interval[1])}"
  >
    <path class="axis" d="M${EDGE} ${MIDDLE + 12}H${WIDTH - EDGE}" />
    ${ticks.map(
      (mark) =>
        html`<path class="axis" d="M${x(mark)} ${MIDDLE + 9}v6" />
          <text x="${x(mark)}" y="${HEIGHT - 5}">${mark ? shortLift(mark) : 'same'}</text>`,
    )}
    <path class="zero" d="M${x(0)} 2V${MIDDLE + 15}" />
    <rect
      class="bar"
      x="${low}"
      y="${MIDDLE - 3}"
      width="${(high - low).toFixed(1)}"
      height="6"
      rx="3"
    />
    ${[arrow(interval[0], -1), arrow(interval[1], 1)]}
    <circle class="dot" cx="${x(lift)}" cy="${MIDDLE}" r="6" />
  </svg>`;
}

/** The outermost marks that fit, and none that would touch another. */
function chosenMarks(range: number, x: (value: number) => number): number[] {
  const chosen = [0];
  for (const mark of [...marks].sort((a, b) => Math.abs(Math.log1p(b)) - Math.abs(Math.log1p(a)))) {
    const isFree = chosen.every((other) => Math.abs(x(other) - x(mark)) > 44);
    if (Math.abs(Math.log1p(mark)) <= range && isFree) chosen.push(mark);
  }
  return chosen;
}

function shortLift(value: number): string {
  return `${value < 0 ? '−' : '+'}${Math.round(Math.abs(value) * 100)}%`;
}
