import { continentOf } from '../signals/geo-continent.js';

type Group = Record<string, unknown>;

/** What a signal says about others of its group, as the script itself derives them (signals/visits.ts, source.ts, geo.ts). */
const consequences: readonly (readonly [
  groups: readonly string[],
  from: string,
  to: string,
  derive: (value: unknown) => unknown,
])[] = [
  [['visits'], 'count', 'returning', (count) => Number(count) > 1],
  [['source', 'first'], 'channel', 'paid', (name) => /^(Paid|Cross|Display)/.test(String(name))],
  [['geo'], 'country', 'continent', (country) => continentOf(String(country))],
];

/** Paths that follow from these. */
export function derivedFrom(paths: ReadonlySet<string>): readonly string[] {
  return consequences.flatMap(([groups, from, to]) =>
    groups.filter((group) => paths.has(`${group}.${from}`)).map((group) => `${group}.${to}`),
  );
}

/** Writes into a visitor's signals what follows from them and was left out. */
export function addConsequences(signals: Record<string, unknown>): void {
  for (const [groups, from, to, derive] of consequences) {
    for (const name of groups) {
      const group = signals[name];
      if (!isGroup(group) || group[to] !== undefined) continue;
      const value = group[from];
      if (typeof value === 'string' || typeof value === 'number') group[to] = derive(value);
      // What cannot be told of the one cannot be told of the other.
      else if (typeof value === 'symbol') group[to] = value;
    }
  }
}

function isGroup(value: unknown): value is Group {
  return typeof value === 'object' && value !== null;
}
