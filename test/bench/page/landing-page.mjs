/**
 * The page that every subject works on: npm's `startbootstrap-landing-page`, with local files in the place of those from
 * other hosts, and without its scripts, which do nothing here. Fonts are the system's, so that no layout shifts are theirs.
 */
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { JSDOM } from 'jsdom';
import { regions } from './copy.mjs';

const { resolve } = createRequire(import.meta.url);
const folder = (name) => dirname(resolve(`${name}/package.json`));

/** Folders that the page's own files come from. */
export const folders = {
  '/icons/': join(folder('bootstrap-icons'), 'font'),
  '/': join(folder('startbootstrap-landing-page'), 'dist'),
};

/**
 * @typedef {object} Subject How a subject does its work.
 * @property {string} [head] HTML at the top of `<head>`, after the character encoding.
 * @property {string} [end] HTML at the end of `<body>`.
 * @property {(region: Region) => { html: string, attributes?: Record<string, string> }} [region]
 *   What stands in a region; without it the default.
 *
 * @typedef {{ id: string, before: string, after: string }} Region The default's HTML and the variant's.
 */

const dom = new JSDOM(readFileSync(join(folders['/'], 'index.html'), 'utf8'));
const { document } = dom.window;
one('link[href*="bootstrap-icons"]').setAttribute('href', 'icons/bootstrap-icons.min.css');
one('link[href*="fonts.googleapis"]').remove();
for (const script of document.querySelectorAll('script')) script.remove();
const found = regions.map(wrap);

/** The regions as they are and as they are to become. @type {readonly Region[]} */
export const pageRegions = found.map(({ id, before, after }) => ({ id, before, after }));

/** The page as a subject serves it. @param {Subject} subject */
export function renderPage({ head = '', end = '', region: render = asItIs }) {
  for (const { element, ...region } of found) {
    const { html, attributes = {} } = render(region);
    for (const { name } of [...element.attributes]) element.removeAttribute(name);
    for (const [name, value] of Object.entries({ id: region.id, ...attributes }))
      element.setAttribute(name, value);
    element.innerHTML = html;
  }
  // As text, because scripts may hold anything, `$` included.
  return dom
    .serialize()
    .replace('<meta charset="utf-8">', (meta) => `${meta}\n${head}`)
    .replace('</body>', (tag) => `${end}\n${tag}`);
}

/** The default stays, for whoever changes it later. */
function asItIs({ before }) {
  return { html: before };
}

/** Puts an element around what changes, and marks what is to be looked for in the frames. */
function wrap({ id, selector, words }) {
  const parts = [...document.querySelectorAll(selector)];
  if (!parts.length) throw new Error(`The template has no ${selector}: is it another version?`);
  const element = document.createElement('div');
  parts[0].before(element);
  element.append(...parts);
  const watched = Object.keys(words).flatMap((tag) =>
    [...element.querySelectorAll(tag)].map((node, index) => ({ node, index, tag })),
  );
  const write = (watch, textOf) => {
    for (const { node, index, tag } of watched) {
      node.setAttribute('data-watch', watch);
      node.textContent = textOf({ node, index, tag });
    }
    return element.innerHTML.trim();
  };
  const before = write('default', ({ node }) => node.textContent);
  const after = write('variant', ({ tag, index }) => words[tag][index]);
  return { id, element, before, after };
}

function one(selector) {
  const element = document.querySelector(selector);
  if (!element) throw new Error(`The template has no ${selector}: is it another version?`);
  return element;
}
