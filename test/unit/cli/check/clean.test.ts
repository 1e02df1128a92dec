import { readdirSync, readFileSync } from 'node:fs';
import { JSDOM } from 'jsdom';
import { describe, expect, test } from 'vitest';
import { renderPage } from '../../../../demo/page.mjs';
import { renderBecome, renderPhone, renderSignals } from '../../../../demo/side-pages.mjs';
import { visitors } from '../../../../demo/visitors.mjs';
import { check, places } from './checking.js';

/* Pages without mistakes: nothing is told of them. */

const root = new URL('../../../../', import.meta.url);
const read = (path: string): string => readFileSync(new URL(path, root), 'utf8');
const templates = ['agency', 'creative', 'landing-page', 'new-age'];
const template = (name: string): string =>
  read(`node_modules/startbootstrap-${name}/dist/index.html`);

test('the demo, as each of its visitors gets it', () => {
  const pages = Object.fromEntries([
    ['index.html', renderPage({})],
    ['named.html', renderPage({ firstName: 'Ann', country: 'DE', record: true })],
    ['phone.html', renderPage({ phone: true })],
    ['frame.html', renderPhone({ record: false, keep: {} })],
    ['signals.html', renderSignals({})],
    ['where.html', renderSignals({ record: true, endpoint: true })],
    ...visitors.map((visitor) => [`become/${visitor.id}.html`, renderBecome(visitor)]),
  ]) as Record<string, string>;
  const { findings, pages: count } = check(pages);
  expect(count).toBe(6 + visitors.length);
  expect(findings).toEqual([]);
});

describe.each(templates)('startbootstrap-%s', (name) => {
  test('as it is', () => {
    const result = check({ 'index.html': template(name) });
    expect(result).toMatchObject({ findings: [], assumptions: [] });
  });

  test('with blocks, variants, experiments, tokens and goals everywhere', () => {
    const { html, blocks } = tag(template(name));
    expect(blocks).toBeGreaterThan(5);
    expect(places(check({ 'index.html': html }))).toEqual([]);
  });
});

test('the examples of the README', () => {
  for (const [, html = ''] of read('README.md').matchAll(/```html\n(.*?)```/gs)) {
    expect(places(check({ 'readme.html': html })), html).toEqual([]);
  }
});

test('pages that show one behaviour, those aside that show a mistake', () => {
  const mistaken =
    /^(late-start|twice|two-versions|plan-broken|language|script-|self-|hostile-|restart|tag-and|thousand)/;
  const names = readdirSync(new URL('test/pages/', root)).filter(
    (name) => name.endsWith('.html') && !mistaken.test(name),
  );
  expect(names.length).toBeGreaterThan(50);
  const { findings } = check(
    Object.fromEntries(names.map((name) => [name, read(`test/pages/${name}`)])),
  );
  // Those that show a default before its variants do so on purpose.
  const told = findings.filter(({ severity }) => severity !== 'hint');
  expect(told.map(({ file, code }) => `${file} ${code}`)).toEqual([
    'policy-everything.html heading-lost',
  ]);
});

/** Marks up a template as its owner might: each section is a block, each heading has a token, each button is a goal. */
function tag(source: string): { html: string; blocks: number } {
  const dom = new JSDOM(source);
  const { document } = dom.window;
  const make = (name: string, attributes: Record<string, string>, text = ''): Element => {
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
