import { expect } from 'vitest';
import type { PublicApi } from '../support/page/api.js';
import type { Scenarios, Stage } from '../support/stage.js';
import type { View } from '../support/view.js';

declare const tailorbird: PublicApi;

/** Pages that nobody would write, and that random pages have shown to go wrong. */
function serve({ server }: Stage, body: string, tag = '', plan = '{}'): void {
  server.files.set(
    'fuzzed.html',
    `<!doctype html>
    <html lang="en">
      <head>
        <title>A page like none</title>
        <style>.flex { display: flex }</style>
        <script type="application/json" data-tb-plan>${plan}</script>
        <script src="/dist/tailorbird.min.js" data-tb-automation="record" ${tag}></script>
      </head>
      <body>${body}</body>
    </html>`,
  );
}

const spring = 'fuzzed.html?utm_campaign=spring';
const variant = (content: string, audience = 'campaign:spring'): string =>
  `<template data-tb-for="${audience}">${content}</template>`;

/** What is asked of an element. */
const names = [
  ...['matches', 'querySelectorAll', 'dispatchEvent', 'hasAttribute', 'getRootNode', 'contains'],
  ...['parentNode', 'parentElement', 'nextSibling', 'previousSibling', 'childNodes', 'firstChild'],
  ...['insertBefore', 'remove', 'append', 'replaceChildren', 'replaceWith', 'style', 'localName'],
  ...['getAttribute', 'setAttribute', 'removeAttribute', 'compareDocumentPosition', 'isConnected'],
  ...['getBoundingClientRect', 'tabIndex', 'focus', 'addEventListener', 'id', 'hidden', 'nodeType'],
];

/** A form as a block, as a variant, as a part of the default, and as an element of its own. */
const forms = (name: string): string => {
  const field = `<input name="${name}">`;
  return `
    <form data-tb-block="block-${name}">${variant(`<b data-watch="variant">V</b>`)}
      ${field}<i data-watch="default">D</i></form>
    <div data-tb-block="default-${name}"><form>${field}<i data-watch="default">D</i></form>
      ${variant(`<b data-watch="variant">V</b>`)}
      <form>${field}<i data-watch="default">D</i></form><i>D</i></div>
    <div data-tb-block="variant-${name}">
      <form hidden="" class="flex" data-tb-for="campaign:winter">${field}<i data-watch="default">W</i></form>
      <form hidden="" class="flex" data-tb-for="campaign:spring">${field}<b data-watch="variant">V</b></form>
      <form>${field}<i data-watch="default">D</i></form></div>
    <form class="flex" data-tb-for="campaign:winter">${field}<i data-watch="default">W</i></form>
    <form hidden="" class="flex" data-tb-for="campaign:winter">${field}<i data-watch="default">W</i></form>
    <form hidden="" data-tb-for="campaign:spring">${field}<b data-watch="variant">V</b></form>`;
};

/** Compares the page with what the author wrote. */
async function expectAuthored(view: View, authored: string): Promise<void> {
  const { now, before } = await view.evaluate((html) => {
    // Inert: nothing in it is decided.
    const fresh = new DOMParser().parseFromString(`<main>${html}</main>`, 'text/html');
    const [main, authoredMain] = [document, fresh].map((each) => each.querySelector('main'));
    const isEqual = main?.isEqualNode(authoredMain ?? null);
    return { now: isEqual || main?.innerHTML, before: isEqual || authoredMain?.innerHTML };
  }, authored);
  expect(now).toBe(before);
}

export const fuzzed: Scenarios = {
  'forms with fields named after what is asked of them': async (stage) => {
    const content = names.map(forms).join('');
    serve(stage, `<main>${content}</main><p data-watch="rest">The rest</p>`);
    const view = await stage.visit(spring, { shows: ['variant', 'rest'] });
    const hidden = await view.evaluate(
      () =>
        Array.from(document.querySelectorAll('b'), (element) => element.checkVisibility()).filter(
          (isVisible) => !isVisible,
        ).length,
    );
    expect(hidden).toBe(0);
    await view.evaluate(() => tailorbird.refresh());
    await view.frames(2);
    await view.next({ shows: ['variant', 'default', 'rest'] }, () => tailorbird.stop());
    await expectAuthored(view, content);
  },

  'nothing but white space and variants until the deadline has passed': async (stage) => {
    for (const [campaign, shows] of [
      ['spring', 'variant'],
      ['summer', 'default'],
    ] as const) {
      serve(
        stage,
        `<section data-tb-block="hero">
          <div hidden data-tb-for="campaign:winter"><script src="/empty.js?after=overdue"></script></div>
          ${variant('<h1 data-watch="variant">Spring</h1>')}
          <h1 data-watch="default">Welcome</h1>
        </section>`,
      );
      await stage.visit(`fuzzed.html?utm_campaign=${campaign}`, { shows: [shows] });
    }
  },

  'a block that has no place in its table is not taken for complete': async (stage) => {
    const halves = '<b data-watch="first">Spring</b>{{cut:half}}<b data-watch="second">sale</b>';
    for (const markup of [
      `<template data-tb-for="campaign:spring">${halves}</template>`,
      `<p class="flex" hidden data-tb-for="campaign:spring">${halves}</p>`,
    ]) {
      for (const [before, after] of [
        ['', ''],
        ['<span>', '</span>'],
      ]) {
        serve(
          stage,
          `<table>${before}<div data-tb-block="hero">${markup}<i data-watch="default">Default</i></div>${after}
          {{cut:row}}<tr><td data-watch="rest">A row</td></tr></table>`,
          'data-tb-deadline="10000"',
        );
        const view = await stage.visit(`${spring}&cuts=half,row`, {
          shows: ['first', 'second', 'rest'],
        });
        const { stretches } = await view.report();
        expect(
          stretches.filter(({ seen }) => seen.includes('first') !== seen.includes('second')),
        ).toEqual([]);
      }
    }
  },

  'links in links: the parser takes the content of a block that has decided': async (stage) => {
    const template = variant('<b data-watch="variant">Spring</b>');
    const hidden = '<b hidden="" data-tb-for="campaign:spring" data-watch="variant">Spring</b>';
    const outer = `<a data-tb-block="outer">${variant('W', 'campaign:winter')}`;
    for (const [link, markup, shows] of [
      [outer, template, ['variant', 'rest']],
      [outer, hidden, ['variant', 'rest']],
      // What was a variant stands alone.
      ['<a href="#">', hidden, ['variant', 'default', 'rest']],
    ] as const) {
      const content = (cut: string): string => `${link}<i data-watch="rest">Before</i>
        <li data-tb-block="inner">
          ${markup}
          <span data-watch="default">Welcome ${cut}<a href="#" data-watch="rest">A link</a></span>
          <i data-watch="rest">The rest</i>
        </li></a>`;
      serve(stage, `<main>${content('{{cut:link}}')}</main>`);
      const view = await stage.visit(`${spring}&cuts=link`, { shows });
      await view.next({ shows: ['default', 'rest'] }, () => tailorbird.stop());
      await expectAuthored(view, content(''));
    }
  },

  'a block that was painted while it was empty waits with its default': async (stage) => {
    serve(
      stage,
      `<section data-tb-block="hero" data-tb-for="campaign:spring">
        ${variant('<b data-watch="variant">Germany</b>', 'country:DE')}
        {{cut:default}}<i data-watch="default">Welcome</i>
      </section>`,
      'data-tb-deadline="10000"',
      '{ "geo": { "endpoint": "/place.json?after=the-end" } }',
    );
    stage.server.files.set('place.json', '{ "country": "DE" }');
    await stage.visit(`${spring}&cuts=default`, { shows: ['variant'] });
  },

  'what waits in a variant that comes with the end of the page keeps it from being settled': async (
    stage,
  ) => {
    // Nothing but a variant, and nothing behind it: not before the page has ended is the block known to be whole.
    serve(
      stage,
      `<section data-tb-block="hero">
        ${variant('<b data-watch="variant">Spring</b> <i data-tb-for="country:DE" data-watch="place">in Germany</i>')}`,
      'data-tb-deadline="10000"',
      '{ "geo": { "endpoint": "/place.json?after=painted" } }',
    );
    stage.server.files.set('place.json', '{ "country": "DE" }');
    await stage.visit(spring, { shows: ['variant', 'place'], may: ['variant'] });
  },

  'a document that is opened again and written in pieces': async (stage) => {
    serve(stage, '<p data-watch="rest">The rest</p>');
    const view = await stage.visit(spring, { shows: ['rest'] });
    await view.until('the deadline', () =>
      window.__sampler.read().stretches.some(({ overdue }) => overdue),
    );
    await view.next({ shows: ['variant'] }, () => {
      const pieces = [
        '<!doctype html><title>Anew</title><section data-tb-block="hero">',
        '<template data-tb-for="campaign:spring"><h1 data-watch="variant">Spring</h1></template>',
        '<h1 data-watch="default">Wel',
        'come</h1><p data-watch="default">stranger</p>',
        '<p data-watch="default">And more</p></section>',
      ];
      document.open();
      const write = (): void => {
        const piece = pieces.shift();
        if (piece === undefined) return document.close();
        document.write(piece);
        setTimeout(write);
      };
      write();
    });
  },
};
