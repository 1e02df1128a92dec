import { expect } from 'vitest';
import type { PublicApi } from '../support/page/api.js';
import type { Scenarios } from '../support/stage.js';
import type { View } from '../support/view.js';

declare const tailorbird: PublicApi;

const committed = (view: View, pageviews: number): Promise<void> =>
  view.until(
    'the page view is on record',
    async (count: number) => (await tailorbird.export())?.pageviews === count,
    pageviews,
  );

const version = (view: View): Promise<string | null | undefined> =>
  view.evaluate(() => document.querySelector('b')?.textContent);

const detailsAsked = (requests: readonly string[]): number =>
  requests.filter((path) => path.endsWith('/device.min.js')).length;

export const visitorSignals: Scenarios = {
  "a page's topic counts, and decides from the next page view on": async (stage) => {
    const first = await stage.visit('topics.html', { shows: ['default'] });
    await first.until(
      'the topic is on record',
      async () => ((await tailorbird.export())?.interests['running']?.score ?? 0) > 1,
    );
    const second = await stage.visit('topics.html', { shows: ['variant-running'] });
    expect(await second.evaluate(() => tailorbird.matches('interest:running'))).toBe(true);
  },

  'an element counts when it has been in view, not when it is on the page': async (stage) => {
    const view = await stage.visit('topics.html', { shows: ['default'] });
    const topics = (): Promise<string[]> =>
      view.evaluate(async () => Object.keys((await tailorbird.export())?.interests ?? {}));
    // What is in view counts after a second; what is below is then no nearer to counting.
    await view.until(
      'what is in view counts',
      async () => !!(await tailorbird.export())?.interests['trails'],
    );
    expect((await topics()).sort()).toEqual(['running', 'trails']);
    await view.next({ shows: ['default'] }, () =>
      document.getElementById('below')?.scrollIntoView({ behavior: 'instant' }),
    );
    await view.until(
      'what came into view counts',
      async () => !!(await tailorbird.export())?.interests['hiking'],
    );
  },

  'an answer takes effect at once, is sent by its form, and outlives the page': async (stage) => {
    const view = await stage.visit('answers.html', { shows: ['default'] });
    await view.verify();
    await view.evaluate(() => document.getElementById('developer')?.click());
    // The form with the button goes away when the page answers, but it is sent all the same.
    const sent = await stage.meet(view.tab, 'answers.html?sent=yes&role=developer', {
      shows: ['variant-dev'],
    });
    await committed(sent, 2);
    expect(await sent.evaluate(() => tailorbird.signals['traits'])).toEqual({ role: 'developer' });
  },

  'a name that the visitor gives stands on the page': async (stage) => {
    const view = await stage.visit('answers.html', { shows: ['default'] });
    await view.evaluate(() => {
      const field = document.querySelector<HTMLInputElement>('#name');
      if (!field) return;
      field.value = '<b>Ann</b>';
      field.dispatchEvent(new Event('change', { bubbles: true }));
    });
    await view.until(
      'the name is shown as text',
      () => document.querySelector('p b')?.textContent === '<b>Ann</b>',
    );
  },

  'the data layer is read: what is there, and what is pushed later': async (stage) => {
    const view = await stage.visit('data-layer.html', { shows: ['variant-pro'] });
    await view.evaluate(() => {
      (window as unknown as { dataLayer: object[] }).dataLayer.push({ role: 'editor' });
    });
    expect(await view.evaluate(() => tailorbird.matches('traits.role:editor'))).toBe(true);
    // Nothing but the keys that the plan names is looked at, or kept.
    await view.until(
      'the traits are on record',
      async () =>
        JSON.stringify((await tailorbird.export())?.traits) ===
        '{"user":{"plan":"pro"},"role":"editor"}',
    );
    await stage.visit('data-layer.html', { shows: ['variant-editor'] });
  },

  'a geo endpoint is asked once a visit, and nobody sees the default meanwhile': async (stage) => {
    stage.server.files.set('trace.txt', 'fl=1\nip=203.0.113.9\nloc=DE\ntls=TLSv1.3\n');
    const view = await stage.visit('where-fast.html', { shows: ['variant-de'] });
    const geo = await view.evaluate(() => tailorbird.signals['geo']);
    expect(geo).toMatchObject({ country: 'DE', via: 'endpoint', confidence: 'high' });
    await view.until(
      'the place is on record',
      async () => (await tailorbird.export())?.known.place?.country === 'DE',
    );
    await stage.visit('where-fast.html', { shows: ['variant-de'] });
    expect(stage.server.requests.filter((path) => path === '/trace.txt')).toHaveLength(1);
    await stage.visit('where-fast.html?clock=+40m', { shows: ['variant-de'] });
    expect(stage.server.requests.filter((path) => path === '/trace.txt')).toHaveLength(2);
  },

  'a geo endpoint that is late is given up': async (stage) => {
    stage.server.files.set('trace.txt', 'loc=DE');
    const view = await stage.visit('where-slow.html', { shows: ['default'] });
    expect(await view.evaluate(() => tailorbird.matches('country:DE'))).toBe(false);
    expect(stage.server.requests).toContain('/trace.txt');
  },

  'a geo endpoint that fails is told once': async (stage) => {
    await stage.visit('where-fast.html', { shows: ['default'], reports: ['geo-endpoint'] });
  },

  'the country of a rare time zone is found when idle, and known on the next page': async (
    stage,
  ) => {
    const query = '?zone=Africa/Gaborone&languages=en-US';
    const view = await stage.visit(`zone.html${query}`, { shows: ['default'] });
    await view.until(
      'the zone is on record',
      async () => (await tailorbird.export())?.known.zones?.['Africa/Gaborone'] === 'BW',
    );
    const next = await stage.visit(`zone.html${query}`, { shows: ['variant-bw'] });
    const geo = await next.evaluate(() => tailorbird.signals['geo']);
    expect(geo).toMatchObject({ country: 'BW', via: 'timezone', confidence: 'medium' });
  },

  'details of the device are loaded when asked for, under a strict policy, and then kept': async (
    stage,
  ) => {
    const view = await stage.visit('device-detail.html', { shows: ['version'] });
    const told = await version(view);
    expect(told).toMatch(/^\d+/);
    expect(await view.evaluate(() => navigator.userAgent)).toContain(`/${String(parseInt(told!))}`);
    await view.until(
      'the details are on record',
      async () =>
        (await tailorbird.export())?.known.device?.browserVersion ===
        document.querySelector('b')?.textContent,
    );
    const next = await stage.visit('device-detail.html', { shows: ['version'] });
    expect(await version(next)).toBe(told);
    expect(detailsAsked(stage.server.requests)).toBe(1);
  },

  'listing the signals loads nothing': async (stage) => {
    const view = await stage.visit('elsewhere.html', { shows: ['default'] });
    const listed = await view.evaluate(() =>
      JSON.stringify([tailorbird.signals, tailorbird.explain()]),
    );
    expect(listed).toContain('colorScheme');
    await view.frames(5);
    expect(detailsAsked(stage.server.requests)).toBe(0);
  },

  'details of the device that cannot be loaded are told once': async (stage) => {
    const view = await stage.visit('device-missing.html', {
      shows: ['version'],
      reports: ['device-file'],
    });
    expect(await version(view)).toBe('unknown');
  },

  'the first touch never changes': async (stage) => {
    const view = await stage.visit('elsewhere.html?utm_source=a&utm_campaign=spring', {
      shows: ['default'],
    });
    await committed(view, 1);
    const next = await stage.visit('elsewhere.html?utm_source=b&utm_campaign=autumn&clock=+1d', {
      shows: ['default'],
    });
    const campaigns = await next.evaluate(() =>
      ['first.campaign', 'source.campaign'].map(
        (path) => tailorbird.explain().signals.find((signal) => signal.path === path)?.value,
      ),
    );
    expect(campaigns).toEqual(['spring', 'autumn']);
  },
};
