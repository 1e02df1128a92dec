import type { Ledger } from './ledger.js';
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
  const { sights, sawVariant, sawDefault, segments } = ledger;
  const bySegment = segments.list.map((): Seen => ({ visitors: 0, variant: 0, default: 0 }));
  const all: Seen = { visitors: 0, variant: 0, default: 0 };
  /** By visitor: 1 for a variant, 2 for a default. */
  const saw = new Uint8Array(ledger.latest.length);
  for (let sight = 0; sight < sights.size; sight++) {
    const seen = bySegment[sights.high(sight)];
    const what = Number(sawVariant[sight] ?? false) + 2 * Number(sawDefault[sight] ?? false);
    if (seen) add(seen, what);
    const visitor = sights.low(sight);
    saw[visitor] = (saw[visitor] ?? 0) | what;
  }
  for (const what of saw) if (what) add(all, what);
  return {
    ...all,
    segments: bySegment
      .map((seen, index) => {
        const segment = segments.list[index] ?? '';
        const name = segmentNames.get(segment) ?? segment;
        return { segment, name, ...seen, share: seen.visitors / all.visitors };
      })
      .sort((a, b) => b.visitors - a.visitors || byName(a.segment, b.segment)),
  };
}

function add(seen: Seen, what: number): void {
  seen.visitors++;
  if (what & 1) seen.variant++;
  if (what & 2) seen.default++;
}
