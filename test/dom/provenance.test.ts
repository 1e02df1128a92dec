import { afterEach, describe, expect, test, vi } from 'vitest';
import type { Plan, SignalExplanation, StartOptions, Tailorbird } from '../../src/types.js';
import { open, waitFor } from './page.js';

const added = new Set<string>();

/** Gives `navigator` properties of another browser for one test. */
function setNavigator(properties: Readonly<Record<string, unknown>>): void {
  for (const [name, value] of Object.entries(properties)) {
    Object.defineProperty(navigator, name, { configurable: true, get: () => value });
    added.add(name);
  }
}

afterEach(() => {
  for (const name of added) Reflect.deleteProperty(navigator, name);
  added.clear();
  vi.unstubAllGlobals();
  document.documentElement.removeAttribute('data-geo-country');
  delete (window as { dataLayer?: unknown }).dataLayer;
});

const chrome =
  'Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/126.0.0.0 Safari/537.36';
const hints = { mobile: false, platform: 'Windows', brands: [{ brand: 'Google Chrome' }] };

const signalOf = (tailorbird: Tailorbird, path: string): SignalExplanation | undefined =>
  tailorbird.explain().signals.find((signal) => signal.path === path);

interface Case {
  readonly path: string;
  readonly via: string;
  readonly address?: string;
  readonly referrer?: string;
  readonly markup?: string;
  readonly plan?: Plan;
  readonly options?: StartOptions;
  readonly before?: () => void;
  readonly act?: (tailorbird: Tailorbird) => unknown;
}

const traitsScript = '<script type="application/json" data-tb-traits>{"role":"x"}</script>';
const answerTo = (): void =>
  void document.querySelector('input')?.dispatchEvent(new Event('change', { bubbles: true }));

/** A signal in a situation, and where it was read. */
const cases: Readonly<Record<string, Case>> = {
  'a campaign': { path: 'source.campaign', via: 'utm', address: '/?utm_campaign=spring' },
  'a campaign in capitals': { path: 'source.name', via: 'utm', address: '/?UTM_SOURCE=news' },
  'a click id': { path: 'source.platform', via: 'click id', address: '/?gclid=abc' },
  'a click id beside a campaign': {
    path: 'source.channel',
    via: 'utm',
    address: '/?gclid=a&utm_campaign=b',
  },
  'a search engine': {
    path: 'source.channel',
    via: 'referrer',
    referrer: 'https://www.google.com/',
  },
  'a link': { path: 'source.referrer', via: 'referrer', referrer: 'https://blog.example/' },
  'a typed address': { path: 'source.channel', via: 'no referrer' },
  'the first visit, on it': {
    path: 'first.campaign',
    via: 'utm',
    address: '/?utm_campaign=spring',
  },
  'the address': { path: 'page.path', via: 'location' },
  'a query': { path: 'page.query.ref', via: 'location', address: '/?ref=x' },
  'the title': { path: 'page.title', via: 'document' },
  visits: { path: 'visits.count', via: 'record' },
  'a goal': {
    path: 'goals.signup.count',
    via: 'record',
    act: (tailorbird) => tailorbird.goal('signup'),
  },
  'the hour': { path: 'time.hour', via: 'system clock' },
  'the host': { path: 'geo.country', via: 'option', options: { geo: { country: 'DE' } } },
  'the markup': {
    path: 'geo.country',
    via: 'html',
    before: () => document.documentElement.setAttribute('data-geo-country', 'DE'),
  },
  'the time zone': {
    path: 'geo.country',
    via: 'timezone',
    before: () => vi.stubGlobal('Temporal', { Now: { timeZoneId: () => 'Europe/Berlin' } }),
  },
  'the zone itself, wherever the country is from': {
    path: 'geo.timezone',
    via: 'system clock',
    options: { geo: { country: 'FR' } },
    before: () => vi.stubGlobal('Temporal', { Now: { timeZoneId: () => 'Europe/Berlin' } }),
  },
  'an endpoint on its way': {
    path: 'geo.country',
    via: 'endpoint',
    plan: { geo: { endpoint: '/where' } },
    before: () => vi.stubGlobal('fetch', () => new Promise(() => undefined)),
  },
  'client hints': {
    path: 'device.browser',
    via: 'client hints',
    before: () => setNavigator({ userAgent: chrome, userAgentData: hints }),
  },
  'a user agent': {
    path: 'device.os',
    via: 'user agent',
    before: () => setNavigator({ userAgent: chrome }),
  },
  'what the small reader does not know': {
    path: 'device.browser',
    via: 'ua-parser-js',
    before: () => setNavigator({ userAgent: 'Lynx/2.8.9' }),
    options: { device: () => Promise.resolve({ readDetail: () => ({ browser: 'Lynx' }) }) },
    act: (tailorbird) => waitFor(() => expect(tailorbird.matches('browser:lynx')).toBe(true)),
  },
  'a colour scheme': {
    path: 'device.colorScheme',
    via: 'media query',
    before: () => vi.stubGlobal('matchMedia', () => ({ matches: true })),
  },
  'a touch screen': {
    path: 'device.touch',
    via: 'navigator',
    before: () => setNavigator({ maxTouchPoints: 5 }),
  },
  'the window': { path: 'device.width', via: 'window' },
  'set()': {
    path: 'traits.role',
    via: 'set()',
    act: (tailorbird) => tailorbird.set({ role: 'x' }),
  },
  'a nested trait': {
    path: 'traits.company.size',
    via: 'set()',
    act: (tailorbird) => tailorbird.set({ 'company.size': 3 }),
  },
  'the traits script': { path: 'traits.role', via: 'script', markup: traitsScript },
  'the data layer': {
    path: 'traits.role',
    via: 'dataLayer',
    plan: { traits: { dataLayer: ['role'] } },
    before: () => Object.assign(window, { dataLayer: [{ role: 'x' }] }),
  },
  'an answer': {
    path: 'traits.role',
    via: 'answer',
    markup: '<input value="x" data-tb-trait="role">',
    act: answerTo,
  },
  'an answer that is not stored': {
    path: 'traits.contact',
    via: 'answer',
    markup: '<input type="email" value="x" data-tb-trait="contact">',
    act: answerTo,
  },
  'the last who said so': {
    path: 'traits.role',
    via: 'answer',
    markup: `${traitsScript}<input value="y" data-tb-trait="role">`,
    act: answerTo,
  },
  'consent by default': { path: 'consent', via: 'default' },
  'consent by the plan': {
    path: 'consent',
    via: 'plan',
    plan: { privacy: { consent: 'pending' } },
  },
  'Global Privacy Control': {
    path: 'consent',
    via: 'Global Privacy Control',
    before: () => setNavigator({ globalPrivacyControl: true }),
  },
  'Do Not Track': {
    path: 'consent',
    via: 'Do Not Track',
    before: () => setNavigator({ doNotTrack: '1' }),
  },
  'consent()': {
    path: 'consent',
    via: 'consent()',
    plan: { privacy: { consent: 'pending' } },
    act: (tailorbird) => tailorbird.consent('granted'),
  },
};

test.each(Object.keys(cases))('%s', async (name) => {
  const { path, via, address, referrer, markup = '', plan, options, before, act } = cases[name]!;
  before?.();
  if (address) history.replaceState(null, '', address);
  if (referrer) vi.spyOn(document, 'referrer', 'get').mockReturnValue(referrer);
  const tailorbird = open(markup, plan, options);
  await act?.(tailorbird);
  expect(signalOf(tailorbird, path)).toMatchObject({ via });
});

describe('what an earlier page has left', () => {
  test('is told by the record: the source of the visit, the first visit, a trait, an interest', async () => {
    history.replaceState(null, '', '/?utm_campaign=spring');
    document.body.setAttribute('data-tb-topic', 'running');
    const first = open('');
    document.body.removeAttribute('data-tb-topic');
    first.set({ role: 'x' });
    await waitFor(async () =>
      expect(await first.export()).toMatchObject({
        traits: { role: 'x' },
        interests: { running: {} },
      }),
    );
    first.stop();
    history.replaceState(null, '', '/');
    const next = open('');
    for (const path of [
      'source.campaign',
      'first.campaign',
      'traits.role',
      'interests.share.running',
    ]) {
      expect(signalOf(next, path)).toMatchObject({ state: 'known', via: 'record' });
    }
  });

  test('does not hide what this page was told by, however often it is written down', async () => {
    history.replaceState(null, '', '/?utm_campaign=spring');
    const tailorbird = open('');
    for (const id of ['one', 'two']) {
      tailorbird.goal(id);
      await waitFor(async () => expect((await tailorbird.export())?.goals).toHaveProperty(id));
    }
    expect(signalOf(tailorbird, 'source.campaign')).toMatchObject({ via: 'utm' });
  });
});

test('every known signal says where it was read, and what is unavailable says nothing', async () => {
  setNavigator({ userAgent: chrome, userAgentData: hints, connection: { saveData: true } });
  vi.stubGlobal('matchMedia', () => ({ matches: true }));
  document.body.setAttribute('data-tb-topic', 'running');
  history.replaceState(null, '', '/?utm_campaign=spring&ref=x');
  const tailorbird = open('', {}, { geo: { country: 'DE', region: 'BE', city: 'Berlin' } });
  document.body.removeAttribute('data-tb-topic');
  tailorbird.set({ role: 'x', 'company.size': 3 });
  tailorbird.goal('signup');
  await tailorbird.settled;
  const { signals } = tailorbird.explain();
  const known = signals.filter(({ state }) => state === 'known');
  expect(known.filter(({ via }) => !via)).toEqual([]);
  expect(new Set(known.map(({ path }) => path.split('.')[0]))).toEqual(
    new Set(Object.keys(tailorbird.signals)),
  );
  const unavailable = signals.filter(({ state }) => state === 'unavailable');
  expect(unavailable.map(({ via }) => via).filter(Boolean)).toEqual([]);
});
