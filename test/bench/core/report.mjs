/** What was measured of the decision itself, for docs/performance.md. */
import { number, spread, table } from '../support/markdown.mjs';

/** @param {ReturnType<import('./measure.mjs').measureCore>} results */
export function reportCore({ sizes, contenders, page }) {
  const perSecond = contenders.map(({ name, milliseconds, exponent }) => [
    name,
    ...milliseconds.map(({ median }, index) => number((sizes[index] / median) * 1000)),
    exponent.toFixed(2),
  ]);
  const ratios = contenders.map(({ name, ratios: all }) => [
    name,
    ...all.map((ratio) => spread(ratio, 2)),
  ]);
  const heads = sizes.map((size) => `${number(size)} segments`);
  return `## The decision itself

In Node, the same conditions on the same visitors; all have been found to give the same answers. **Conditions tested a
second**, and how the time for all of them grows with their number (1 is linear; 1.0x is what the processor's caches
add):

${table([['', ...heads, 'growth'], ...perSecond])}

**Time**, as a multiple of that of \`evaluate\` in the same round:

${table([['', ...heads], ...ratios])}

\`decide\` for a page with 20 blocks and 100 segments takes **${number(page.median, 3)} ms** (half of the runs between
${number(page.low, 3)} and ${number(page.high, 3)}).`;
}
