/**
 * Whom the strip lets you become, the more particular the later: the last that fits is who you are most of all,
 * as in the hero. Each link forgets who you were, and then arrives as that visitor would: by a tagged link, from
 * a host that knows the country, a day after an earlier visit.
 *
 * @typedef {object} Visitor
 * @property {string} id Last part of the address `/become/ID`.
 * @property {string} label
 * @property {string} audience Who counts as this visitor, as `data-tb-for` would say it.
 * @property {string} target Where the link ends.
 * @property {boolean} [visitedBefore] Whether there was a visit yesterday.
 */

/** @type {readonly Visitor[]} */
export const visitors = [
  { id: 'new', label: 'New visitor', audience: 'new', target: '/' },
  { id: 'phone', label: 'On a phone', audience: 'mobile', target: '/phone' },
  { id: 'returning', label: 'Returning', audience: 'returning', target: '/', visitedBefore: true },
  { id: 'named', label: 'With a first name', audience: 'named', target: '/?firstName=Ann' },
  {
    id: 'assistant',
    label: 'From an AI assistant',
    audience: 'ai',
    target: '/?utm_source=chatgpt.com',
  },
  { id: 'germany', label: 'From Germany', audience: 'country:DE', target: '/?country=DE' },
  {
    id: 'agency',
    label: 'Agency campaign',
    audience: 'campaign:agency',
    target: '/?utm_campaign=agency&utm_source=google&utm_medium=cpc',
  },
  {
    id: 'spring',
    label: 'Spring campaign',
    audience: 'campaign:spring',
    target: '/?utm_campaign=spring&utm_source=instagram&utm_medium=social',
  },
];

/** Adds parameters to an address of this site. */
export function withQuery(address, query) {
  const url = new URL(address, 'http://localhost');
  for (const [name, value] of Object.entries(query)) url.searchParams.set(name, value);
  return url.pathname + url.search;
}
