import { JSDOM } from 'jsdom';

/**
 * Marks up a template as its owner might: each section is a block, each heading has a token, each button is a goal.
 *
 * @param {string} source HTML
 * @returns {{ html: string, blocks: number }}
 */
export function tag(source) {
  const dom = new JSDOM(source);
  const { document } = dom.window;
  const make = (name, attributes, text = '') => {
    const element = document.createElement(name);
    for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, value);
    element.textContent = text;
    return element;
  };
  const plan = {
    segments: [
      {
        id: 'regular',
        when: { 'visits.count': { $gte: 5 }, 'geo.country': { $in: ['DE', 'AT'] } },
      },
      { id: 'back', when: { 'visits.count': { $gte: 2 } } },
      { id: 'big', when: { 'traits.company.employee_count': { $gte: 500 } } },
    ],
    holdout: 0.05,
    experiments: { 'block-0:search': { version: 2, until: '2030-01-31' } },
  };
  const json = make('script', { type: 'application/json', 'data-tb-plan': '' });
  json.textContent = JSON.stringify(plan);
  document.head.prepend(json, make('script', { src: '/dist/tailorbird.min.js' }));
  const audiences = [
    ...['regular', 'back+big', 'search', 'search', 'country:DE+mobile', 'medium:cpc lang:fr'],
    ...['social', 'paid', 'ai', 'mobile', 'tablet', 'weekend'],
    ...['campaign:spring*', 'interest:design', '!mobile+!desktop+path:/shop/*', 'back', 'new'],
  ];
  const sections = [...document.querySelectorAll('section, header, footer')].filter(
    (element) => !element.parentElement?.closest('section, header, footer'),
  );
  for (const [index, section] of sections.entries()) {
    const copies = audiences.map((audience) => {
      const variant = document.createElement('template');
      variant.setAttribute('data-tb-for', audience);
      for (const node of section.childNodes) variant.content.append(node.cloneNode(true));
      return variant;
    });
    section.setAttribute('data-tb-block', `block-${index}`);
    section.prepend(...copies);
  }
  for (const heading of document.querySelectorAll('h1, h2, h3')) {
    heading.append(' ', make('span', { 'data-tb-text': 'traits.firstName' }, 'friend'));
  }
  for (const [index, button] of document.querySelectorAll('.btn').entries()) {
    button.setAttribute('data-tb-goal', `button-${index}`);
  }
  return { html: dom.serialize(), blocks: sections.length };
}
