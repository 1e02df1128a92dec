import { afterEach, beforeEach, expect, test } from 'vitest';
import { connect } from '../../../src/consent/google.js';
import type { Consent } from '../../../src/types.js';

const page = window as unknown as { dataLayer?: unknown };
let states: Consent[] = [];
let stop: () => void = () => undefined;
const listen = (): void => {
  stop = connect((state) => states.push(state));
};

/** As the snippet that pages have: an entry is the function's `arguments`. */
function gtag(...given: unknown[]): void {
  void given;
  // eslint-disable-next-line prefer-rest-params
  ((page.dataLayer ??= []) as unknown[]).push(arguments);
}
const personal = (value: unknown, more = {}): object => ({
  ad_storage: 'denied',
  personalization_storage: value,
  ...more,
});

beforeEach(() => {
  states = [];
});
afterEach(() => {
  stop();
  delete page.dataLayer;
});

test('a first visit: not asked, agrees, takes it back', () => {
  gtag('consent', 'default', personal('denied', { wait_for_update: 500 }));
  gtag('js', new Date());
  listen();
  gtag('consent', 'update', personal('granted'));
  gtag('consent', 'update', { ad_storage: 'granted' });
  gtag('consent', 'update', personal('granted'));
  gtag('consent', 'update', personal('denied'));
  expect(states).toEqual(['pending', 'granted', 'denied']);
});

test('of what is there already only the outcome is told: a refusal taken back erases nothing', () => {
  gtag('consent', 'default', personal('granted'));
  gtag('consent', 'update', personal('denied'));
  gtag('consent', 'update', personal('granted'));
  listen();
  expect(states).toEqual(['granted']);
});

test('what is denied in a region waits for the visitor, whatever holds in the rest of the world', () => {
  gtag('consent', 'default', personal('denied', { region: ['ES', 'US-AK'] }));
  gtag('consent', 'default', personal('granted'));
  listen();
  expect(states).toEqual(['pending']);
  gtag('consent', 'default', personal('granted', { region: ['ES'] }));
  gtag('consent', 'update', personal('granted', { region: ['ES'] }));
  expect(states).toEqual(['pending']);
  gtag('consent', 'update', personal('granted'));
  expect(states).toEqual(['pending', 'granted']);
});

test('a page may put an array of its own in the place of ours', () => {
  listen();
  page.dataLayer = [];
  gtag('consent', 'update', personal('denied'));
  expect(states).toEqual([]);
  document.dispatchEvent(new Event('DOMContentLoaded'));
  gtag('consent', 'update', personal('granted'));
  expect(states).toEqual(['denied', 'granted']);
});

test('nonsense after a choice leaves the choice', () => {
  listen();
  gtag('consent', 'update', personal('granted'));
  for (const value of ['', 'yes', 1, {}, null, undefined]) {
    gtag('consent', 'update', personal(value));
    gtag('consent', 'default', personal(value));
    gtag('consent', value, personal('denied'));
    gtag('consent', 'update', value);
  }
  expect(states).toEqual(['granted']);
});

test('nothing reaches the page that pushes: not from an entry, nor from who is told', () => {
  stop = connect(() => {
    throw new Error('told');
  });
  const trap = {
    get personalization_storage(): never {
      throw new Error('trap');
    },
  };
  expect(() => gtag('consent', 'update', trap)).not.toThrow();
  expect(() => gtag('consent', 'update', personal('granted'))).not.toThrow();
});

test.each([
  ['no array', { push: () => 0 }],
  ['a frozen array', Object.freeze([])],
])('a data layer that is %s is left alone', (_, layer) => {
  page.dataLayer = layer;
  expect(listen).not.toThrow();
  expect(page.dataLayer).toBe(layer);
  expect(states).toEqual([]);
});

test('a tag manager wraps push after us: it works on, and so does stopping', () => {
  listen();
  const layer = page.dataLayer as unknown[];
  const ours = layer.push;
  const seen: unknown[] = [];
  layer.push = (...entries) => {
    seen.push(...entries);
    return ours.apply(layer, entries);
  };
  gtag('consent', 'update', personal('granted'));
  stop();
  gtag('consent', 'update', personal('denied'));
  expect(states).toEqual(['granted']);
  expect(seen).toHaveLength(2);
  expect(layer).toHaveLength(2);
});
