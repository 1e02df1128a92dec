import type { Guest } from '../page.js';
import type { Random } from '../random.js';

/** Who comes. */
export function makeGuest(random: Random): Guest {
  const isKnown = random.chance(0.55);
  return {
    id: random.several(32, 32, () => random.whole(0, 15).toString(16)).join(''),
    country: random.pick(['DE', 'US', 'DE', 'AT']),
    ...(isKnown && {
      visits: random.whole(1, 4),
      minutesAgo: random.pick([1, 20, 45, 3000]),
      ...(random.chance(0.3) && { traits: { role: random.pick(['dev', 'ops']), name: 'Bo' } }),
      ...(random.chance(0.3) && { campaign: 'spring' }),
      ...(random.chance(0.04) && { plain: true as const }),
      ...(random.chance(0.1) && { stuck: { vip: random.pick(['visit', 'visitor'] as const) } }),
    }),
    ...(random.chance(0.3) && {
      query: random.pick([
        '?utm_campaign=spring',
        '?utm_campaign=x&ref=a',
        '?ref=a',
        '?ref=',
        '?gclid=1',
      ]),
    }),
    ...(random.chance(0.05) && { choice: random.pick(['granted', 'denied'] as const) }),
    ...(random.chance(0.04) && { gpc: true as const }),
    ...(random.chance(0.15) && {
      broken: random.pick(['localStorage', 'indexedDB', 'both', 'junk'] as const),
    }),
  };
}
