import { attribute } from '../blocks/vocabulary.js';
import { element } from './element.js';
import type { Section } from './view.js';

/** A layout shift, as Chromium tells it. https://wicg.github.io/layout-instability/ */
interface Shift extends PerformanceEntry {
  readonly value: number;
  readonly hadRecentInput: boolean;
  readonly sources?: readonly { readonly node?: Node | null }[];
}

/** Layout shifts since the page was opened; `undefined` where the browser does not tell. */
const shifts: Shift[] | undefined = watchShifts();

function watchShifts(): Shift[] | undefined {
  if (!PerformanceObserver.supportedEntryTypes.includes('layout-shift')) return undefined;
  const found: Shift[] = [];
  new PerformanceObserver((list) => found.push(...(list.getEntries() as Shift[]))).observe({
    type: 'layout-shift',
    buffered: true,
  });
  return found;
}

/** When the page's blocks changed, and what that cost. */
export const timingSection: Section = ({ timing, past }) => {
  const painted = performance.getEntriesByType('paint')[0]?.startTime;
  const { since, swaps, hidden } = timing;
  const files = performance.getEntriesByType('resource') as PerformanceResourceTiming[];
  const script = files.find(({ name }) => name.includes('/tailorbird.min.js'));
  const rows: [string, string][] = [
    ...(script ? [['Script arrived', `at ${ms(script.responseEnd)}`] as [string, string]] : []),
    ['Snapshot', past],
    ['Inspector came', `at ${ms(since)}; earlier swaps have no time here`],
    ['First paint', painted === undefined ? 'not told by this browser' : `at ${ms(painted)}`],
    ...swaps.map(({ block, shown, at }): [string, string] => [
      `${block} → ${shown}`,
      when(at, painted, since),
    ]),
    ...[...hidden].map(([block, frames]): [string, string] => [
      `${block} hidden`,
      `${frames} ${frames > 1 ? 'frames' : 'frame'} since the inspector came`,
    ]),
  ];
  rows.push(['Layout shift', shifts ? ofBlocks(shifts) : 'not told by this browser']);
  for (const { name, encodedBodySize } of files) {
    const file = /([\w-]+\.min\.js)(?:\?|$)/.exec(name)?.[1];
    if (file && /^(tailorbird|inspector|device|sinks|why|google|tcf|gpp)\./.test(file)) {
      rows.push([file, `${encodedBodySize.toLocaleString('en')} bytes`]);
    }
  }
  return [
    element(
      'dl',
      {},
      ...rows.flatMap(([term, text]) => [element('dt', { text: term }), element('dd', { text })]),
    ),
  ];
};

function ofBlocks(all: readonly Shift[]): string {
  const sum = (list: readonly Shift[]): string =>
    list.reduce((total, { value }) => total + value, 0).toFixed(3);
  const unasked = all.filter(({ hadRecentInput }) => !hadRecentInput);
  const own = unasked.filter(({ sources = [] }) =>
    sources.some(({ node }) => node instanceof Element && node.closest(`[${attribute.block}]`)),
  );
  return `${sum(unasked)} in all, ${sum(own)} with a block in it`;
}

function when(at: number | undefined, painted: number | undefined, since: number): string {
  // Whoever was there before the inspector, and the first paint after it, was there before the paint.
  if (at === undefined) {
    return painted !== undefined && painted > since
      ? 'before the first paint'
      : 'before the inspector came';
  }
  return painted === undefined ? `at ${ms(at)}` : relative(at - painted);
}

function relative(time: number): string {
  return time > 0 ? `${ms(time)} after the first paint` : `${ms(-time)} before the first paint`;
}

function ms(time: number): string {
  return `${time.toFixed(1)} ms`;
}
