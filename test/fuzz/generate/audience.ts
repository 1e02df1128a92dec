import type { Random } from '../random.js';

const terms = [
  ...[
    'new',
    'returning',
    '!returning',
    '!new',
    'direct',
    'vip',
    '!vip',
    'fan',
    'desktop',
    'mobile',
  ],
  ...['campaign:spring', '!campaign:spring', 'country:DE', 'country:d*', '!country:US'],
  ...[
    'traits.role:dev',
    '!traits.role:dev',
    'traits.a.b:1',
    'page.query.ref:a',
    'weekday',
    'weekend',
  ],
];
const odd = [
  'nobody',
  '!nobody',
  'planet:mars',
  '__proto__',
  'goal:',
  '!',
  '::',
  'traits.role:%zz',
  'path:*',
];

/** An audience, now and then one that makes no sense. */
export function makeAudience(random: Random): string {
  if (random.chance(0.05)) return random.pick(['', ' ', '+', ...odd]);
  const term = (): string => random.pick(random.chance(0.06) ? odd : terms);
  const alternatives = random.several(1, random.chance(0.25) ? 3 : 1, () =>
    random.several(1, random.chance(0.2) ? 2 : 1, term).join('+'),
  );
  return alternatives.join(' ');
}
