/**
 * Makes the page: the template `startbootstrap-landing-page` with variants beside its own words. The changes are
 * those a site owner would make by hand; here they are made at run time so that the template stays a dependency.
 */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { JSDOM } from 'jsdom';
import { callToAction, hero, testimonials } from './copy.mjs';
import { create } from './create.mjs';
import { packageDirectory } from './packages.mjs';
import { plan } from './plan.mjs';
import { createStrip } from './strip.mjs';

/**
 * @typedef {object} View How the page is asked for.
 * @property {string} [country] ISO code that the host found out.
 * @property {string} [firstName] What the site knows of the visitor.
 * @property {boolean} [phone] Whether the browser is to pass for a phone.
 * @property {boolean} [record] Whether automated browsers leave a record.
 */

const template = join(packageDirectory('startbootstrap-landing-page'), 'dist', 'index.html');

/**
 * @param {View} view
 * @returns {string} HTML
 */
export function renderPage(view) {
  const dom = new JSDOM(readFileSync(template, 'utf8'));
  const { document } = dom.window;
  useLocalFiles(document);
  dropFormService(document);
  addTailorbird(document, view);
  personaliseNavigation(document);
  personaliseHero(document);
  personaliseTestimonials(document);
  personaliseCallToAction(document);
  if (!view.phone) document.body.append('\n', createStrip(document, view), '\n');
  return dom.serialize();
}

const one = (root, selector) => {
  const found = root.querySelector(selector);
  if (!found) throw new Error(`The template has no ${selector}: was another version installed?`);
  return found;
};

/** Fonts and icons come from npm packages; scripts that the page does without are left out. */
function useLocalFiles(document) {
  const link = (rel, href, attributes) => create(document, 'link', { rel, href, ...attributes });
  one(document, 'link[href*="bootstrap-icons"]').replaceWith(
    link('stylesheet', '/bootstrap-icons/bootstrap-icons.css'),
  );
  const font = { as: 'font', type: 'font/woff2', crossorigin: '' };
  one(document, 'link[href*="fonts.googleapis"]').replaceWith(
    ...apart(
      [300, 400, 700].flatMap((weight) => [
        // Early enough that no text is seen in another font first.
        link('preload', `/lato/files/lato-latin-${weight}-normal.woff2`, font),
        link('stylesheet', `/lato/latin-${weight}.css`),
      ]),
    ),
  );
  for (const script of document.querySelectorAll('script[src^="https:"]')) script.remove();
}

/** The template's form service lives elsewhere: out goes what waits for it, with the notes on it. */
function dropFormService(document) {
  const form = 'form[data-sb-form-api-token]';
  for (const part of document.querySelectorAll(`${form} [data-sb-feedback], ${form} .d-none`)) {
    removeLine(part);
  }
  const { SHOW_COMMENT } = document.defaultView.NodeFilter;
  const comments = document.createNodeIterator(document.body, SHOW_COMMENT);
  for (let node; (node = comments.nextNode());) removeLine(node);
  for (const input of document.querySelectorAll(`${form} input`)) {
    input.setAttribute('aria-label', input.getAttribute('placeholder'));
  }
  for (const button of document.querySelectorAll(`${form} .disabled`)) {
    button.classList.remove('disabled');
  }
}

/** Removes a node with the white space before it, so that the page's source stays pleasant to read. */
function removeLine(node) {
  const before = node.previousSibling;
  if (before?.nodeType === node.TEXT_NODE && !before.data.trim()) before.remove();
  node.remove();
}

/** The plan, what the site knows, and the script: in this order, before anything that could delay them. */
function addTailorbird(document, { country, firstName, phone, record }) {
  const json = (attribute, value) =>
    create(document, 'script', { type: 'application/json', [attribute]: '' }, toJson(value));
  const script = (src, attributes) => create(document, 'script', { src, ...attributes });

  if (country) document.documentElement.setAttribute('data-geo-country', country);
  one(document, 'meta[charset]').after(
    ...apart([
      ...(phone ? [script('/demo/pass-for-phone.js')] : []),
      json('data-tb-plan', plan),
      ...(firstName ? [json('data-tb-traits', { firstName })] : []),
      script('/dist/tailorbird.min.js', record ? { 'data-tb-automation': 'record' } : {}),
    ]),
  );
  document.title = 'Tailorbird demo: a landing page that fits its visitor';
  document.head.append(
    ...apart([
      script('/demo/page.js', { defer: '' }),
      create(document, 'link', { rel: 'stylesheet', href: '/demo/strip.css' }),
    ]),
  );
}

/** Each on a line of its own, for people who look at the page's source. */
function apart(elements) {
  return elements.flatMap((element) => ['\n', element]);
}

/** JSON that cannot end the script element it stands in. */
function toJson(value) {
  return JSON.stringify(value).replaceAll('<', '\\u003c');
}

/** A word of greeting, and a pair of elements outside any block: one for returning visitors, one for the others. */
function personaliseNavigation(document) {
  const signUp = one(document, '.navbar .btn');
  signUp.classList.add('text-nowrap');
  const goOn = signUp.cloneNode(true);
  goOn.textContent = 'Continue';
  goOn.setAttribute('data-tb-for', 'returning');
  goOn.setAttribute('hidden', '');
  const group = create(document, 'div', { class: 'd-flex align-items-center gap-3' });
  signUp.replaceWith(group);
  signUp.setAttribute('data-tb-for', '!returning');
  const greeting = create(document, 'span', {}, 'Hello ', firstName(document, 'there'), '!');
  group.append(...apart([greeting, signUp, goOn]));
}

/** A token: the visitor's first name if the site knows it. */
function firstName(document, fallback) {
  return create(document, 'span', { 'data-tb-text': 'traits.firstName' }, fallback);
}

/** Variants in templates, before the default: the best order, since the default then streams in unhindered. */
function personaliseHero(document) {
  addVariants(one(document, '.masthead .text-center'), 'hero', hero, rewriteForm);
}

function personaliseTestimonials(document) {
  const block = one(document, '.testimonials .container');
  addVariants(block, 'testimonials', testimonials, (content, { heading, quotes }) => {
    one(content, 'h2').textContent = heading;
    content.querySelectorAll('p').forEach((p, index) => (p.textContent = quotes[index]));
  });
}

/** Variants as hidden elements, for pages whose editor cannot write templates. */
function personaliseCallToAction(document) {
  const block = one(document, '.call-to-action .col-xl-6');
  addVariants(block, 'call-to-action', callToAction, rewriteForm, { hidden: true });
}

/**
 * Makes a block whose variants are copies of its default with other words. What lies in a template is apart from
 * the document; hidden elements stand in it, so their copies go without ids.
 */
function addVariants(block, id, variants, rewrite, { hidden = false } = {}) {
  const document = block.ownerDocument;
  const elements = variants.map((variant) => {
    const element = hidden
      ? create(document, 'div', { 'data-tb-for': variant.audience, hidden: '' })
      : create(document, 'template', { 'data-tb-for': variant.audience });
    const content = hidden ? element : element.content;
    content.append(...[...block.childNodes].map((node) => node.cloneNode(true)));
    if (hidden) content.querySelectorAll('[id]').forEach((each) => each.removeAttribute('id'));
    rewrite(content, variant);
    return element;
  });
  block.setAttribute('data-tb-block', id);
  block.prepend(...apart(elements));
}

/** Other words for a heading with a form below. */
function rewriteForm(content, { lang, heading, placeholder, button }) {
  one(content, 'h1, h2').replaceChildren(...withTokens(content.ownerDocument, heading));
  if (placeholder) {
    one(content, 'input').setAttribute('placeholder', placeholder);
    one(content, 'input').setAttribute('aria-label', placeholder);
  }
  if (button) one(content, 'button').textContent = button;
  if (lang) for (const element of content.children) element.setAttribute('lang', lang);
}

/** Text in which `{firstName|Friend}` became a token. */
function withTokens(document, text) {
  const [before, fallback, after] = text.split(/\{firstName\|(.*?)\}/);
  return fallback === undefined ? [text] : [before, firstName(document, fallback), after];
}
