/** Numbers and tables as they stand in docs/performance.md. */

/** @param {readonly (readonly string[])[]} rows The first is the heading. */
export function table([head, ...rows]) {
  const line = (cells) => `| ${cells.map((cell) => cell.replaceAll('|', '\\|')).join(' | ')} |`;
  return [
    line(head),
    line(head.map((_, index) => (index ? '--:' : '---'))),
    ...rows.map(line),
  ].join('\n');
}

/**
 * A median, and between which values half of the runs lie.
 *
 * @param {ReturnType<import('./statistics.mjs').summarise>} summary
 * @param {number} [digits]
 */
export function spread(summary, digits = 0) {
  if (!summary) return 'not measured';
  const [middle, low, high] = [summary.median, summary.low, summary.high].map((value) =>
    number(value, digits),
  );
  return low === high ? middle : `${middle} (${low} to ${high})`;
}

/** With a thousands separator, and never `-0`. */
export function number(value, digits = 0) {
  const rounded = Number(value.toFixed(digits)) || 0;
  return rounded.toLocaleString('en', {
    minimumFractionDigits: digits,
    maximumFractionDigits: digits,
  });
}
