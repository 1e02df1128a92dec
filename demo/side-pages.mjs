/** The demo's pages beside the landing page: one on the way to it, one around it, one that shows what is known. */
import { readFileSync } from 'node:fs';
import { JSDOM } from 'jsdom';
import { createStrip } from './strip.mjs';
import { withQuery } from './visitors.mjs';

const read = (name) => readFileSync(new URL(`public/${name}`, import.meta.url), 'utf8');

/**
 * The page that forgets who you were, and makes you who you want to be.
 *
 * @param {import('./visitors.mjs').Visitor} visitor
 */
export function renderBecome({ target, visitedBefore }) {
  const dom = new JSDOM(read('become.html'));
  const link = dom.window.document.querySelector('a');
  link.setAttribute('href', target);
  if (visitedBefore) link.setAttribute('data-visited-before', '');
  return dom.serialize();
}

/**
 * The page that lists every signal of its visitor.
 *
 * @param {{ record?: boolean, endpoint?: boolean }} view Whether automated browsers leave a record; whether this
 * server tells the country.
 */
export function renderSignals({ record, endpoint }) {
  const dom = new JSDOM(read('signals.html'));
  const { document } = dom.window;
  document.querySelector('[data-tb-plan]').textContent = JSON.stringify({
    traits: { dataLayer: ['role'] },
    // However slow this computer is: the page is about the answer.
    ...(endpoint && { geo: { endpoint: '/where' }, deadline: 10_000 }),
    ...(record && { automation: 'record' }),
  });
  const link = document.getElementById('endpoint');
  link.setAttribute(
    'href',
    withQuery('/signals', {
      ...(!endpoint && { endpoint: '' }),
      ...(record && { automation: 'record' }),
    }),
  );
  if (endpoint) link.textContent = 'Leave the country to your host, time zone and language';
  return dom.serialize();
}

/** The landing page in a frame of a phone's size. */
export function renderPhone({ record, keep }) {
  const dom = new JSDOM(read('phone.html'));
  const { document } = dom.window;
  document.querySelector('iframe').setAttribute('src', withQuery('/?device=phone', keep));
  document.body.append(createStrip(document, { record, current: 'phone' }));
  return dom.serialize();
}
