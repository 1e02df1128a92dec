import { pending } from '../../core/signal.js';
import { addConsequences, derivedFrom } from '../../logic/consequences.js';
import type { Random } from '../../stats/random.js';
import type { Mix, Part } from './mix.js';
import { put, visitorOf, type Replayed } from './visitor-line.js';

export interface SynthesizeOptions {
  readonly mix: Mix;
  readonly random: Random;
  /** Every signal that is asked for: what the mix does not state is unknown. */
  readonly asked: ReadonlySet<string>;
  /** Milliseconds since 1970. Visitors come within the seven days that begin here. */
  readonly now: number;
}

/** Groups that come from the visitor's record: without consent there is none. */
const recorded = ['visits', 'interests', 'goals'];
const DAY = 24 * 60 * 60_000;

/** Makes up one visitor after the other; each signal is drawn by itself. */
export function createSynthesizer(options: SynthesizeOptions): () => Replayed {
  const { mix, random, now } = options;
  const draws = Object.entries(mix).map(([path, parts]) => {
    const total = parts.reduce((sum, { weight }) => sum + weight, 0);
    return { path: path.split('.'), parts, total };
  });
  const unstated = unstatedPaths(options);
  const week = daysFrom(now);
  let count = 0;

  function draw(parts: readonly Part[], total: number): unknown {
    let left = random() * total;
    const within = random();
    const part = parts.find(({ weight }) => (left -= weight) < 0) ?? parts.at(-1);
    if (!part) return undefined;
    if ('value' in part) return part.value ?? undefined;
    return part.from + Math.floor(within * (part.to - part.from + 1));
  }

  return () => {
    const signals: Record<string, unknown> = {};
    for (const { path, parts, total } of draws) put(signals, path, draw(parts, total));
    addConsequences(signals);
    const time = (signals['time'] ??= {}) as Record<string, unknown>;
    const day = week.get(time['weekday']);
    if (day) signals['time'] = { ...day, ...time };
    for (const path of unstated) put(signals, path, pending);
    const visitor = visitorOf(`made-up ${++count}`, signals);
    if (visitor.id === undefined) {
      for (const group of recorded) signals[group] = {};
      signals['first'] = signals['source'];
    }
    return { signals, visitor };
  };
}

/** What is asked for and neither stated nor follows from what is. */
function unstatedPaths({ mix, asked }: SynthesizeOptions): (readonly string[])[] {
  const paths = new Set(Object.keys(mix));
  const stated = [...paths, ...derivedFrom(paths), 'time.date', 'time.month'];
  return [...asked]
    .filter((path) =>
      stated.every(
        (one) => path !== one && !path.startsWith(`${one}.`) && !one.startsWith(`${path}.`),
      ),
    )
    .map((path) => path.split('.'));
}

/** The date and the month of each weekday (Monday is 1) within a week. */
function daysFrom(now: number): ReadonlyMap<unknown, object> {
  return new Map(
    Array.from({ length: 7 }, (_, later) => {
      const date = new Date(now + later * DAY);
      const two = (value: number): string => String(value).padStart(2, '0');
      const month = date.getMonth() + 1;
      const text = `${date.getFullYear()}-${two(month)}-${two(date.getDate())}`;
      return [date.getDay() || 7, { date: text, month }];
    }),
  );
}
