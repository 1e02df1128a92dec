import { pending } from '../core/signal.js';
import type { Plan, Source } from '../types.js';
import type { Touch } from '../visitor/record.js';
import type { SignalContext } from './context.js';
import { classifyTouch } from './source.js';

/** How this page view came about. Reload and back/forward came from nowhere new. */
export function readTouch({ source }: Plan, arrived: boolean): Touch {
  const [entry] = performance.getEntriesByType('navigation') as PerformanceNavigationTiming[];
  const again = entry?.type === 'reload' || entry?.type === 'back_forward';
  return classifyTouch({
    url: location.href,
    // A route change in a single-page app keeps the referrer of the document, which was counted already. An image
    // of that name is no text.
    referrer: arrived && !again ? String(document.referrer) : location.origin,
    ownHosts: [location.hostname, ...(source?.ownHosts ?? [])],
    ignore: source?.ignore ?? [],
  });
}

/** `source.*`: how the visit under way came about. */
export function readSource({ record, touch }: SignalContext): Source | typeof pending {
  const known = record();
  const { kind, source } = touch();
  // A tagged or organic touch decides alone; a plain one only where no visit was under way.
  if (known === pending) return kind === 'tagged' || kind === 'organic' ? source : pending;
  return known?.visits[known.visits.length - 1]?.source ?? source;
}

/** `first.*`: how the very first visit came about. */
export function readFirstTouch({ record, touch }: SignalContext): Source | typeof pending {
  const known = record();
  return known === pending ? pending : (known?.first ?? touch().source);
}

/** What `source.*` or `first.*` was told by: the address, the referrer, or an earlier page view. */
export function touchVia(context: SignalContext, read: typeof readSource): string {
  const { kind, source } = context.touch();
  if (JSON.stringify(read(context)) !== JSON.stringify(source)) return 'record';
  if (kind === 'tagged') return /[?&#]utm_/i.test(location.href) ? 'utm' : 'click id';
  return source.referrer ? 'referrer' : 'no referrer';
}
