import { hasOwn } from '../core/signal.js';
import { continents } from '../signals/continents.js';
import { allCountries } from '../signals/geo-continent.js';
import { literal } from './atom.js';
import { anything, flag, number, oneOf, text, whole, type Domain } from './domain.js';
import { any, not, type Formula, type Literal } from './formula.js';

/** Google Analytics 4's default channel groups. */
export const channels: readonly string[] = [
  ...['Direct', 'Cross-network', 'Paid Shopping', 'Paid Search', 'Paid Social', 'Paid Video'],
  ...['Display', 'Paid Other', 'Organic Shopping', 'Organic Social', 'Organic Video'],
  ...['Organic Search', 'AI Assistant', 'Referral', 'Email', 'Affiliates', 'Audio', 'SMS'],
  ...['Mobile Push', 'Unassigned'],
];

const source: Readonly<Record<string, Domain>> = {
  channel: oneOf(...channels),
  platform: text,
  paid: flag,
  name: text,
  medium: text,
  campaign: text,
  term: text,
  content: text,
  referrer: text,
  click: text,
};
const country: Domain = { ...oneOf(...allCountries()), description: 'a code of ISO 3166 (DE, US)' };

/**
 * Every signal and the values it can have, by group. `*` stands for any name; where a group is missing, or is
 * `undefined`, anything goes: what a site supplies about its visitors, above all.
 */
const groups: Readonly<Record<string, Readonly<Record<string, Domain>> | undefined>> = {
  page: { url: text, host: text, path: text, hash: text, title: text, lang: text, 'query.*': text },
  source,
  first: source,
  geo: {
    country,
    region: text,
    city: text,
    timezone: text,
    continent: oneOf(...continents.split(' ')),
    via: text,
    confidence: oneOf('high', 'medium', 'low'),
  },
  device: {
    type: oneOf('mobile', 'tablet', 'desktop'),
    os: text,
    osVersion: text,
    browser: text,
    browserVersion: text,
    vendor: text,
    model: text,
    touch: flag,
    width: number(0),
    height: number(0),
    colorScheme: oneOf('light', 'dark'),
    reducedMotion: flag,
    saveData: flag,
    languages: { description: 'a list of languages', lists: true },
    'languages.*': text,
  },
  visits: {
    count: whole(1),
    returning: flag,
    pageviews: whole(1),
    thisVisitPageviews: whole(1),
    daysSinceFirst: whole(0),
    daysSinceLast: whole(0),
    landingPath: text,
    engagedSeconds: number(0),
  },
  interests: { top: text, 'share.*': number(0, 1) },
  goals: undefined,
  traits: undefined,
  time: { hour: whole(0, 23), weekday: whole(1, 7), date: text, month: whole(1, 12) },
};

const consent = oneOf('granted', 'denied', 'pending');

/** The groups of signals, for whoever misspelt one. */
export const signalGroups: readonly string[] = Object.keys(groups);

/** Every path with a fixed name. */
export const signalPaths: readonly string[] = [
  'consent',
  ...Object.entries(groups).flatMap(([group, fields = {}]) =>
    Object.keys(fields).map((field) => `${group}.${field}`),
  ),
];

/** @returns `undefined` for a path that nothing ever supplies. */
export function domainOf(path: string): Domain | undefined {
  if (path === 'consent') return consent;
  const [group = '', ...rest] = path.split('.');
  if (!hasOwn(groups, group)) return undefined;
  const fields = groups[group];
  if (!fields || !rest.length) return anything;
  const [first = '', ...below] = rest;
  const field = (name: string): Domain | undefined =>
    hasOwn(fields, name) ? fields[name] : undefined;
  const members = field(`${first}.*`);
  if (below.length) return members;
  // What holds others is an object: whether it is there may be asked.
  return field(first) ?? (members && anything);
}

function is(path: string, operand: unknown): Literal {
  return literal(path, { kind: 'equals', operand }, '');
}

function ifThen(condition: Formula, consequence: Formula): Formula {
  return any([not(condition), consequence]);
}

const several = literal('visits.count', { kind: 'order', operator: '$gte', operand: 2 }, '');

/** What always holds between signals (signals/visits.ts, signals/source.ts). */
export const facts: readonly Formula[] = [
  ifThen(is('visits.returning', true), several),
  ifThen(several, is('visits.returning', true)),
  ifThen(is('visits.returning', false), is('visits.count', 1)),
  ifThen(is('visits.count', 1), is('visits.returning', false)),
  ...['source', 'first'].map((group) =>
    ifThen(
      any(
        channels
          .filter((name) => /^(Paid|Cross|Display)/.test(name))
          .map((name) => is(`${group}.channel`, name)),
      ),
      is(`${group}.paid`, true),
    ),
  ),
];
