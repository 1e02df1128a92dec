import { expect } from 'vitest';
import type { PublicApi } from '../support/page/api.js';
import type { Scenarios } from '../support/stage.js';

declare const tailorbird: PublicApi;

export const signals: Scenarios = {
  'each campaign gets its variant, any other the default': async (stage) => {
    await stage.visit('campaign.html', { shows: ['default'] });
    await stage.visit('campaign.html?utm_campaign=winter', { shows: ['default'] });
    await stage.visit('campaign.html?utm_campaign=SPRING', { shows: ['variant-spring'] });
    const autumn = { shows: ['variant-autumn'] };
    const view = await stage.visit('campaign.html?utm_campaign=autumn', autumn);
    const block = await view.evaluate(() => {
      const { tbState, tbShown } = document.querySelector<HTMLElement>('section')?.dataset ?? {};
      return [tbState, tbShown];
    });
    expect(block).toEqual(['variant', 'autumn']);
  },

  'the country comes from the page': async (stage) => {
    await stage.visit('country.html', { shows: ['variant-de'] });
  },

  'the country comes from a header': async (stage) => {
    await stage.visit('country-header.html', { shows: ['variant-fr'] });
  },

  'the language is the first that the visitor has set': async (stage) => {
    await stage.visit('language.html?languages=de-AT,en', { shows: ['variant-de'] });
    await stage.visit('language.html?languages=en-GB,de', { shows: ['variant-en'] });
    await stage.visit('language.html?languages=eo,de', { shows: ['default'] });
  },

  "the language is the browser's own": async (stage) => {
    const asked = await stage.visit('elsewhere.html', { shows: ['default'] });
    // WebKitGTK says "C" where no language is set up; Chromium and Firefox say en-US.
    const language = await asked.evaluate(() => navigator.language);
    const shows = [language.startsWith('en') ? 'variant-en' : 'default'];
    const view = await stage.visit('language.html', { shows });
    expect(await view.evaluate(() => tailorbird.matches('lang:de'))).not.toBe(true);
  },

  'elements outside of blocks come in pairs': async (stage) => {
    const first = await stage.visit('outside.html', { shows: ['for-others', 'rest'] });
    await first.until(
      'the page view is on record',
      async () => (await tailorbird.export())?.pageviews === 1,
    );
    await stage.visit('outside.html?clock=+40m&utm_campaign=spring', {
      shows: ['for-returning', 'for-spring', 'not-for-others', 'rest'],
    });
  },

  'tokens show what is known, the authored text stays for the rest': async (stage) => {
    const view = await stage.visit('tokens.html', { shows: ['greeting'] });
    const texts = await view.evaluate(() =>
      ['name', 'company'].map((id) => document.getElementById(id)?.textContent),
    );
    expect(texts).toEqual(['Ann <b>', 'your company']);
  },
};
