import { Saw, type Ledger } from './ledger.js';
import { byName } from './lists.js';
import type { Reach } from './report.js';
import type { Settings } from './settings.js';

interface Seen {
  visitors: number;
  variant: number;
  default: number;
}

/** How many visitors, of all who were ever exposed, were met in each segment, and what they saw. */
export function reachOf(ledger: Ledger, { segmentNames }: Settings): Reach {
  const { sights, segments, visitors } = ledger;
  const bySegment = segments.list.map((): Seen => ({ visitors: 0, variant: 0, default: 0 }));
  const all: Seen = { visitors: 0, variant: 0, default: 0 };
  const saw = new Uint8Array(visitors.size);
  for (let sight = 0; sight < sights.keys.size; sight++) {
    const what = sights.saw.get(sight);
    const seen = bySegment[sights.keys.high(sight)];
    if (seen) add(seen, what);
    const visitor = sights.keys.low(sight);
    saw[visitor] = (saw[visitor] ?? 0) | what;
  }
  for (const what of saw) if (what) add(all, what);
  return {
    ...all,
    segments: bySegment
      .map((seen, index) => {
        const segment = segments.list[index]?.[0] ?? '';
        const name = segmentNames.get(segment) ?? segment;
        return { segment, name, ...seen, share: seen.visitors / all.visitors };
      })
      .sort((a, b) => b.visitors - a.visitors || byName(a.segment, b.segment)),
  };
}

function add(seen: Seen, what: number): void {
  seen.visitors++;
  if (what & Saw.Variant) seen.variant++;
  if (what & Saw.Default) seen.default++;
}
