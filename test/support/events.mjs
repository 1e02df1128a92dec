/**
 * Events of made-up visitors, the same for the same seed: half see variant `a` as the control, half `b`, some are held
 * out, some reach a goal, some come in another segment.
 */

/** Marsaglia's xorshift128. @param {number} seed @returns {() => number} From 0 up to, but not, 1. */
export function xorshift(seed) {
  let [x, y, z, w] = [seed, 362436069, 521288629, 88675123];
  return () => {
    const t = x ^ (x << 11);
    [x, y, z] = [y, z, w];
    w = (w ^ (w >>> 19) ^ (t ^ (t >>> 8))) >>> 0;
    return w / 2 ** 32;
  };
}

export const columns =
  'v type id ts visitor exp ver variant arm segment block applied goal value epoch'.split(' ');

const START = Date.UTC(2026, 9, 1);
const DAY = 86_400_000;

/**
 * Two events and some a visitor.
 *
 * @param {number} visitors
 * @param {{ seed?: number, rates?: Record<string, number>, days?: number }} [options]
 */
export function* makeEvents(
  visitors,
  { seed = 1, rates = { a: 0.02, b: 0.026, holdout: 0.02 }, days = 30 } = {},
) {
  const random = xorshift(seed);
  const id = () => {
    const hex = () =>
      Math.floor(random() * 2 ** 32)
        .toString(16)
        .padStart(8, '0');
    const all = hex() + hex() + hex() + hex();
    return [
      all.slice(0, 8),
      all.slice(8, 12),
      `4${all.slice(13, 16)}`,
      `8${all.slice(17, 20)}`,
      all.slice(20),
    ].join('-');
  };
  for (let number = 0; number < visitors; number++) {
    const visitor = id();
    const ts = START + Math.floor(random() * days * DAY);
    const draw = random();
    const variant = draw < 0.1 ? 'holdout' : draw < 0.55 ? 'a' : 'b';
    const arm = { a: 'control', b: 'treatment', holdout: 'holdout' }[variant];
    const common = { v: 1, visitor, exp: 'hero:returning', ver: 1, block: 'hero' };
    const segment = random() < 0.3 ? 'runner' : 'default';
    yield {
      ...common,
      type: 'exposure',
      id: id(),
      ts,
      variant,
      arm,
      segment,
      applied: arm !== 'holdout',
    };
    if (random() < 0.8) yield { ...common, type: 'view', id: id(), ts: ts + 1500, variant, arm };
    if (random() < (rates[variant] ?? 0)) {
      const value = Math.round(2000 + random() * 8000) / 100;
      yield { v: 1, type: 'goal', id: id(), ts: ts + 60_000, visitor, goal: 'signup', value };
    }
  }
}

/** @param {Iterable<Record<string, unknown>>} events */
export function toCsv(events) {
  const cell = (value) => {
    const text = value === undefined ? '' : String(value);
    return /[",\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
  };
  const rows = Array.from(events, (event) => columns.map((name) => cell(event[name])).join(','));
  return [columns.join(','), ...rows, ''].join('\n');
}

/** @param {Iterable<Record<string, unknown>>} events */
export function toNdjson(events) {
  return Array.from(events, (event) => `${JSON.stringify(event)}\n`).join('');
}
