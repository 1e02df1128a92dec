import { expect } from 'vitest';
import type { Scenarios } from '../support/stage.js';

export const markup: Scenarios = {
  'blocks within variants and within defaults': async (stage) => {
    await stage.visit('nested.html', { shows: ['default', 'default-de'] });
    await stage.visit('nested.html?utm_campaign=spring', { shows: ['variant-spring', 'inner-de'] });
  },

  'list items, lists, rows and cells': async (stage) => {
    await stage.visit('lists.html', { shows: ['default', 'rest'] });
    const shows = ['variant-spring', 'rest'];
    const view = await stage.visit('lists.html?utm_campaign=spring', { shows });
    const places = await view.evaluate(() =>
      Array.from(document.querySelectorAll('[data-watch=variant-spring]'), (element) =>
        [element.parentElement?.localName, element.localName].join('>'),
      ),
    );
    expect(places).toEqual(['li>span', 'ul>li', 'ul>li', 'tr>td', 'tr>td', 'tr>td']);
  },

  'blocks that a script adds after the page has loaded': async (stage) => {
    const view = await stage.visit('insert.html?utm_campaign=spring', { shows: [] });
    await view.next({ shows: ['variant-spring'] }, () => {
      const template = document.querySelector<HTMLTemplateElement>('#later');
      if (template) document.querySelector('main')?.append(template.content.cloneNode(true));
    });
    expect(await view.evaluate(() => document.querySelectorAll('main h1').length)).toBe(2);
  },
};
