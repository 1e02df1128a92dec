import { attribute } from '../blocks/vocabulary.js';
import { element } from './element.js';
import { readTiming } from './timing.js';
import type { Section } from './view.js';

/** A layout shift, as Chromium tells it. https://wicg.github.io/layout-instability/ */
interface Shift extends PerformanceEntry {
  readonly value: number;
  readonly hadRecentInput: boolean;
  readonly sources?: readonly { readonly node?: Node | null }[];
}

/** Milliseconds of a frame on most screens. */
const FRAME = 1000 / 60;

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

/** From the script's start to what was seen. */
export const timingSection: Section = ({ seen, explanation }) => {
  const painted = performance.getEntriesByType('paint')[0]?.startTime;
  const { started, decided, swaps, hidden, firstSegments } = readTiming(seen, painted);
  const rows: [string, string][] = [];
  const files = performance.getEntriesByType('resource') as PerformanceResourceTiming[];
  if (started === undefined) {
    rows.push([
      'Log',
      'Open the page with ?tb-inspect in its address: then it is kept from the start.',
    ]);
  } else {
    const script = files.find(({ name }) => name.includes('/tailorbird.min.js'));
    if (script) rows.push(['Script arrived', `at ${ms(script.responseEnd)}`]);
    if (decided !== undefined) rows.push(['Visitor decided', `at ${ms(decided)}`]);
    const hit = firstSegments?.includes('returning') || firstSegments?.includes('new');
    const visits = explanation().signals.find(({ path }) => path === 'visits.pageviews')?.value;
    rows.push([
      'Snapshot',
      hit
        ? visits === 1
          ? 'none: known at once as a new visitor'
          : 'hit: the past was known at once'
        : 'miss: nothing was known of the past',
    ]);
  }
  rows.push([
    'First paint',
    painted === undefined ? 'not told by this browser' : `at ${ms(painted)}`,
  ]);
  for (const { block, shown, at } of swaps) {
    rows.push([
      `${block} → ${shown}`,
      painted === undefined ? `at ${ms(at)}` : relative(at - painted),
    ]);
  }
  for (const { block, time, seen: after } of hidden) {
    rows.push([
      `${block} hidden`,
      `${ms(time)}, about ${Math.ceil(after / FRAME)} frames of it seen`,
    ]);
  }
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

function relative(time: number): string {
  return time > 0 ? `${ms(time)} after the first paint` : `${ms(-time)} before the first paint`;
}

function ms(time: number): string {
  return `${time.toFixed(1)} ms`;
}
