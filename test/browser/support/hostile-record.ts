import type { Give } from './hostile.js';

/** Every field of a record that holds a text of any kind, and the path that shows it where there is one. */
const fields = [
  ...['id', 'visits.landingPath', 'interests.top', 'traits.text', 'traits.deep.list.0'],
  ...['source.channel', 'source.platform', 'source.name', 'source.medium', 'source.campaign'],
  ...['source.term', 'source.content', 'source.referrer', 'source.click'],
  ...['first.channel', 'first.campaign', 'first.referrer', 'first.name'],
  ...['device.browserVersion', 'device.osVersion', 'device.vendor', 'device.model'],
  ...['geo.region', 'geo.city', 'zone', 'name of a trait', 'name of a goal', 'name of a segment'],
] as const;

export type Field = (typeof fields)[number];

export const recordFields: readonly Field[] = fields;

export interface ComposedRecord {
  readonly texts: Readonly<Record<Field, string>>;
  /** A sound record of a visit under way, but for the user agent. */
  readonly record: object;
}

/** A record with a payload in each field, as a page before might have left it. */
export function composeRecord(give: Give, now: number, traits: object = {}): ComposedRecord {
  const texts = Object.fromEntries(fields.map((field, step) => [field, give(step)])) as Record<
    Field,
    string
  >;
  const group = (name: string): Record<string, string> =>
    Object.fromEntries(
      fields
        .filter((field) => field.startsWith(`${name}.`))
        .map((field) => [field.slice(name.length + 1), texts[field]]),
    );
  const source = { ...group('source'), paid: false };
  const named = (name: Field, value: unknown): object => Object.fromEntries([[texts[name], value]]);
  const record = {
    version: 1,
    revision: 3,
    id: texts.id,
    firstSeen: now,
    visitCount: 1,
    pageviews: 1,
    engagedSeconds: 0,
    visits: [{ start: now, last: now, pageviews: 1, landing: texts['visits.landingPath'], source }],
    first: { ...group('first'), paid: false },
    traits: {
      ...named('name of a trait', texts['traits.text']),
      text: texts['traits.text'],
      deep: { list: [texts['traits.deep.list.0']] },
      ...traits,
    },
    interests: named('interests.top', { score: 5, last: now }),
    goals: named('name of a goal', { count: 1, value: 0, last: now }),
    stuck: named('name of a segment', 'visitor'),
    known: {
      zones: named('zone', texts.zone),
      place: { country: 'DE', ...group('geo') },
      device: { userAgent: '', ...group('device') },
    },
    given: { ...named('name of a trait', now), text: now, deep: now },
    plain: false,
    arms: {},
    events: [],
  };
  return { texts, record };
}
