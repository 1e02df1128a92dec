import { hasOwn } from '../core/signal.js';

/* What is said to a visitor, in the second person and without terms of the trade. A new signal is a new row. */

/** Each built-in segment, and its negation. */
export const segmentPhrases: Readonly<Record<string, readonly [yes: string, no: string]>> = {
  new: ['this is your first visit', 'you have been here before'],
  returning: ['you have been here before', 'this is your first visit'],
  mobile: ['you use a phone', 'you do not use a phone'],
  tablet: ['you use a tablet', 'you do not use a tablet'],
  desktop: ['you use a computer', 'you do not use a computer'],
  direct: ['no other page brought you here', 'another page brought you here'],
  search: ['a search engine brought you here', 'no search engine brought you here'],
  social: ['a social network brought you here', 'no social network brought you here'],
  email: ['an e-mail brought you here', 'no e-mail brought you here'],
  paid: ['an advertisement brought you here', 'no advertisement brought you here'],
  referral: ['a link on another site brought you here', 'no link on another site brought you here'],
  ai: ['an AI assistant brought you here', 'no AI assistant brought you here'],
  video: ['a video site brought you here', 'no video site brought you here'],
  shopping: ['a shopping site brought you here', 'no shopping site brought you here'],
  affiliate: ['a partner site brought you here', 'no partner site brought you here'],
  weekday: ['today is a working day', 'today is no working day'],
  weekend: ['today is a day of the weekend', 'today is no day of the weekend'],
};

/** What is either so or not. */
const facts: Readonly<Record<string, readonly [yes: string, no: string]>> = {
  'visits.returning': ['you have been here before', 'this is your first visit'],
  'source.paid': ['an advertisement brought you here', 'no advertisement brought you here'],
  'device.touch': ['your device has a touch screen', 'your device has no touch screen'],
  'device.saveData': ['your browser saves data', 'your browser does not save data'],
  'device.reducedMotion': ['you asked for less motion', 'you did not ask for less motion'],
};

/** What a signal is called; anything else by its path. */
const names: Readonly<Record<string, string>> = {
  'page.path': 'the address of this page',
  'page.lang': 'the language of this page',
  'source.channel': 'the kind of page that brought you here',
  'source.name': 'the site that brought you here',
  'source.platform': 'the site that brought you here',
  'source.medium': 'the kind of link that brought you here',
  'source.campaign': 'the campaign that brought you here',
  'source.referrer': 'the site that brought you here',
  'geo.country': 'your country',
  'geo.region': 'your region',
  'geo.city': 'your city',
  'geo.timezone': 'your time zone',
  'geo.continent': 'your continent',
  'device.type': 'the kind of your device',
  'device.os': 'your operating system',
  'device.browser': 'your browser',
  'device.languages.0': 'your first language',
  'device.languages': 'your languages',
  'visits.count': 'the number of your visits',
  'visits.pageviews': 'the number of pages you have seen',
  'visits.daysSinceLast': 'the days since your last visit',
  'visits.daysSinceFirst': 'the days since your first visit',
  'interests.top': 'the topic you read most about',
  'time.hour': 'the hour on your clock',
  'time.weekday': 'the day of the week',
  'time.date': 'the date',
  consent: 'your choice about being remembered',
};

/** Where it was read, as `explain()` says it in a word. */
const origins: Readonly<Record<string, string>> = {
  utm: 'the address that brought you here says so',
  'click id': 'the address that brought you here says so',
  referrer: 'your browser says which site linked here',
  'no referrer': 'your browser names no site that linked here',
  location: 'the address of this page says so',
  document: 'this page says so',
  record: 'remembered in your browser',
  timezone: 'told by your time zone',
  language: 'told by your languages',
  'system clock': 'told by your clock',
  option: 'told by this site',
  html: 'told by this site',
  meta: 'told by this site',
  'server-timing': 'told by this site',
  cookie: 'told by this site',
  endpoint: 'told by this site',
  script: 'told by this site',
  'set()': 'told by this site',
  dataLayer: 'told by this site',
  answer: 'your own answer',
  visitor: 'your own choice',
  'client hints': 'told by your browser',
  'user agent': 'told by your browser',
  navigator: 'told by your browser',
  window: 'told by your browser',
  'media query': 'told by your browser',
};

export function nameOf(path: string): string {
  const [group = '', ...rest] = path.split('.');
  if (hasOwn(names, path)) return names[path] ?? path;
  if (group === 'traits') return `your ${rest.join(' ')}`;
  if (group === 'goals') return `what you did here (${rest.join(' ')})`;
  return path;
}

/** A signal that is either so or not, as a sentence. */
export function factOf(path: string, value: unknown): string | undefined {
  return typeof value === 'boolean' && hasOwn(facts, path)
    ? facts[path]?.[value ? 0 : 1]
    : undefined;
}

/** Where a signal was read, in words; empty if that says nothing to a visitor. */
export function originOf(via: string | undefined): string {
  return via && hasOwn(origins, via) ? (origins[via] ?? '') : '';
}
