import { create } from './create.mjs';
import { visitors, withQuery } from './visitors.mjs';

/**
 * The bar with links to other visitors, and with what Tailorbird decided about this one. The browser fills in the
 * rest (`public/strip.js`).
 *
 * @param {Document} document
 * @param {{ record?: boolean, current?: string }} view `current` is the visitor that is marked from the start.
 * @returns {Element}
 */
export function createStrip(document, { record, current }) {
  const make = (...args) => create(document, ...args);
  const links = visitors.map(({ id, label, audience, target }) =>
    make(
      'li',
      {},
      make(
        'a',
        {
          href: withQuery(`/become/${id}`, record ? { automation: 'record' } : {}),
          title: target,
          'data-audience': audience,
          ...(id === current && { 'aria-current': 'true' }),
        },
        label,
      ),
    ),
  );
  return make(
    'aside',
    { class: 'strip', 'aria-label': 'Tailorbird demo' },
    make(
      'nav',
      { 'aria-label': 'Become another visitor' },
      make('span', { class: 'strip-title', 'aria-hidden': 'true' }, 'Visit as'),
      make('ul', {}, ...links),
    ),
    make(
      'div',
      { class: 'strip-decision' },
      make('p', { role: 'status' }, 'Tailorbird is not running: every default stands.'),
      make(
        'a',
        { href: withQuery('/signals', record ? { automation: 'record' } : {}) },
        'All signals',
      ),
      make('button', { type: 'button', hidden: '' }, 'Forget me'),
    ),
    make('script', { src: '/demo/strip.js', type: 'module' }),
  );
}
