import { expect } from 'vitest';
import type { PublicApi } from '../support/page/api.js';
import type { Scenarios } from '../support/stage.js';

declare const tailorbird: PublicApi;

export const changes: Scenarios = {
  'a route change in a single-page app decides again': async (stage) => {
    const view = await stage.visit('campaign.html', { shows: ['default'] });
    await view.next({ shows: ['variant-spring'] }, () =>
      history.pushState(null, '', '?utm_campaign=spring'),
    );
    await view.next({ shows: ['variant-autumn'] }, () =>
      history.replaceState(null, '', '?utm_campaign=autumn'),
    );
  },

  'the focus stays where it was when its block changes': async (stage) => {
    const view = await stage.visit('controls.html', { shows: ['default'] });
    await view.next({ shows: ['variant-pro'] }, () => {
      document.getElementById('email')?.focus();
      tailorbird.set({ plan: 'pro' });
      tailorbird.refresh();
    });
    const focused = await view.evaluate(() => [
      document.activeElement?.id,
      document.activeElement?.closest('[data-watch]')?.getAttribute('data-watch'),
    ]);
    expect(focused).toEqual(['email', 'variant-pro']);
  },

  'stop() brings back the very nodes, with their listeners': async (stage) => {
    const view = await stage.visit('controls.html', { shows: ['default'] });
    await view.next({ shows: ['variant-pro'] }, () => {
      Object.assign(window, { original: document.querySelector('button') });
      tailorbird.set({ plan: 'pro' });
      tailorbird.refresh();
    });
    await view.next({ shows: ['default'] }, () => tailorbird.stop());
    const after = await view.evaluate(() => {
      const button = document.querySelector('button');
      button?.click();
      const { original, clicks } = window as unknown as { original: unknown; clicks: number };
      const attributes = [document.querySelector('section'), document.documentElement].map(
        (element) => element?.getAttributeNames(),
      );
      return { same: button === original, clicks, attributes };
    });
    expect(after).toEqual({ same: true, clicks: 1, attributes: [['data-tb-block'], ['lang']] });
  },
};
