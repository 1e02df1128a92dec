import { attribute } from '../blocks/vocabulary.js';
import { element } from './element.js';
import type { Section } from './view.js';

/** A layout shift, as Chromium tells it. https://wicg.github.io/layout-instability/ */
interface Shift extends PerformanceEntry {
  readonly value: number;
  readonly hadRecentInput: boolean;
  readonly sources?: readonly { readonly node?: Node | null }[];
}

/** A term and what there is to say of it. */
type Row = readonly [string, string];

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

/** A page that swaps for ever is not to fill the panel. */
const MOST = 200;

/** When the page's blocks changed, and what that cost. */
export const timingSection: Section = ({ past }) => {
  const painted = performance.getEntriesByType('paint')[0]?.startTime;
  const files = performance.getEntriesByType('resource') as PerformanceResourceTiming[];
  const script = files.find(({ name }) => name.includes('/tailorbird.min.js'));
  const rows: Row[] = [
    ...(script ? [['Script arrived', `at ${ms(script.responseEnd)}`] as const] : []),
    ['Snapshot', past],
    ['First paint', painted === undefined ? 'not told by this browser' : `at ${ms(painted)}`],
    ...happened(painted).slice(0, MOST),
    ...(marksOf('hide').length ? [] : [['Hidden', 'no block, in no frame'] as const]),
    ['Layout shift', shifts ? ofBlocks(shifts) : 'not told by this browser'],
  ];
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

const marksOf = (type: string): PerformanceEntryList =>
  performance.getEntriesByName(`tailorbird:${type}`);

/** What the script has left on the timeline, in order. */
function happened(painted: number | undefined): readonly Row[] {
  const hidden = new Map<unknown, number>();
  let start = 0;
  return (performance.getEntriesByType('mark') as PerformanceMark[]).flatMap(
    ({ name, startTime, detail }): readonly Row[] => {
      const since = painted === undefined ? `at ${ms(startTime)}` : relative(startTime - painted);
      switch (name) {
        case 'tailorbird:start':
          start = startTime;
          return [['Script started', `at ${ms(start)}`]];
        case 'tailorbird:decide':
          return [['Decided', `${ms(startTime - start)} after the start`]];
        case 'tailorbird:swap':
          return [[`${detail} swapped`, since]];
        case 'tailorbird:hide':
          hidden.set(detail, startTime);
          return [];
        case 'tailorbird:show':
          return [
            [
              `${detail ?? 'An element'} hidden`,
              `${hiddenFor(hidden.get(detail) ?? 0, startTime, painted)}; shown ${since}`,
            ],
          ];
        default:
          return [];
      }
    },
  );
}

/** Before the first paint nothing is seen, so nothing is missed. */
function hiddenFor(from: number, to: number, painted = NaN): string {
  const missed = Math.ceil(((to - Math.max(from, painted)) * 60) / 1000);
  const frames =
    missed > 0 ? `about ${missed} ${missed > 1 ? 'frames' : 'frame'} at 60 a second` : 'no frame';
  return ms(to - from) + (painted ? `, ${frames}` : '');
}

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
