import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { parseAnswer } from '../../src/signals/geo-endpoint.js';
import type { Plan } from '../../src/types.js';
import { open, told, visible, waitFor } from './page.js';

const DAY = 24 * 60 * 60_000;
const plan: Plan = { geo: { endpoint: '/where' } };
const block = (audience: string): string =>
  `<p data-tb-block="a"><template data-tb-for="${audience}">Variant</template>Default</p>`;

interface Request {
  readonly address: string;
  readonly mode: RequestMode | undefined;
  readonly signal: AbortSignal;
  answer(text: string, status?: number): void;
  fail(error: Error): void;
}

/** What was asked of the host since the test began. */
let requests: Request[];

/** Answers every request at once with this. */
const answering = (text: string, status = 200) =>
  vi.stubGlobal('fetch', (address: string) => {
    requests.push({ address } as Request);
    return Promise.resolve(new Response(text, { status }));
  });

beforeEach(() => {
  requests = [];
  vi.stubGlobal('Temporal', { Now: { timeZoneId: () => 'Europe/Paris' } });
  vi.stubGlobal('fetch', (address: string, { mode, signal }: RequestInit) => {
    return new Promise<Response>((resolve, reject) => {
      signal?.addEventListener('abort', () => reject(new DOMException('', 'AbortError')));
      requests.push({
        address,
        mode,
        signal: signal!,
        answer: (text, status = 200) => resolve(new Response(text, { status })),
        fail: reject,
      });
    });
  });
});

afterEach(() => {
  vi.unstubAllGlobals();
  document.documentElement.removeAttribute('data-geo-country');
});

describe('an answer', () => {
  const trace =
    'fl=123f45\nh=shop.example\nip=2001:db8::1\nts=1.5\nuag=Mozilla/5.0 (a=b)\nloc=DE\ntls=TLSv1.3\n';
  const index =
    '<!doctype html>\n<html lang="de">\n<meta name="country" content="DE">\n<a href="?loc=DE">x</a>\n</html>';

  test.each<[string, string, object | undefined]>([
    ["Cloudflare's trace", trace, { country: 'DE' }],
    ['the same with other line ends', trace.replace(/\n/g, '\r\n'), { country: 'DE' }],
    [
      'plain JSON',
      '{"country":"de","region":"BE","city":"Berlin"}',
      { country: 'DE', region: 'BE', city: 'Berlin' },
    ],
    ['with codes', '{"country_code":"US","region_code":"CA"}', { country: 'US', region: 'CA' }],
    ['in camel case', '{"countryCode":"US","regionCode":"CA"}', { country: 'US', region: 'CA' }],
    [
      'with names beside the codes',
      '{"country":"Germany","countryCode":"DE","region":"Berlin","region_code":"BE"}',
      { country: 'DE', region: 'BE' },
    ],
    ['with a place on earth as loc', '{"country":"DE","loc":"52.5,13.4"}', { country: 'DE' }],
    [
      'percent-encoded',
      '{"country":"BR","city":"S%C3%A3o%20Paulo"}',
      { country: 'BR', city: 'São Paulo' },
    ],
    ['badly encoded', '{"country":"BR","city":"S%E3o"}', { country: 'BR', city: 'S%E3o' }],
    ['no region, no city', '{"country":"BR","city":"","region":null}', { country: 'BR' }],
    ['unknown (XX)', trace.replace('DE', 'XX'), undefined],
    ['the Tor network (T1)', '{"country":"T1"}', undefined],
    ['a name only', '{"country":"Germany"}', undefined],
    ['no text', '{"country":49}', undefined],
    ['null', 'null', undefined],
    ['a list', '["DE"]', undefined],
    ['a text', '"DE"', undefined],
    ['nothing', '', undefined],
    ["a single-page app's index.html", index, undefined],
    ['a name of every object', '{"__proto__":{"country":"DE"}}', undefined],
  ])('%s', (_, text, place) => {
    expect(parseAnswer(text)).toEqual(place);
  });
});

describe('a place that only the endpoint knows', () => {
  test('is on its way until it answers; then the block that waited is decided', async () => {
    const tailorbird = open(block('country:DE'), plan);
    expect(tailorbird.matches('country:DE')).toBeUndefined();
    expect(tailorbird.explain().signals).toContainEqual({
      path: 'geo.country',
      value: undefined,
      via: 'endpoint',
      state: 'pending',
    });
    expect(requests).toMatchObject([{ address: '/where', mode: 'same-origin' }]);
    requests[0]!.answer('{"country":"DE","city":"Berlin"}');
    await tailorbird.settled;
    expect(visible()).toBe('Variant');
    expect(tailorbird.signals['geo']).toMatchObject({
      country: 'DE',
      city: 'Berlin',
      continent: 'EU',
      via: 'endpoint',
      confidence: 'high',
    });
    expect(tailorbird.matches('city:berlin')).toBe(true);
    expect(requests).toHaveLength(1);
    expect(told).toEqual([]);
  });

  test('is given up at the deadline: the request is aborted, and the time zone is asked', async () => {
    const tailorbird = open(block('country:FR'), { ...plan, deadline: 20 });
    expect(tailorbird.matches('country:FR')).toBeUndefined();
    expect(requests[0]!.signal.aborted).toBe(false);
    await tailorbird.settled;
    expect(requests[0]!.signal.aborted).toBe(true);
    expect(visible()).toBe('Variant');
    expect(tailorbird.signals['geo']).toMatchObject({ country: 'FR', via: 'timezone' });
    tailorbird.refresh();
    expect(requests).toHaveLength(1);
    // To be late is no mistake.
    expect(told).toEqual([]);
  });

  test('is not waited for by a page that is left: stop() aborts the request', () => {
    open(block('country:FR'), plan).stop();
    expect(requests[0]!.signal.aborted).toBe(true);
    expect(visible()).toBe('Default');
  });

  test.each<[string, (request: Request) => void, RegExp]>([
    ['the host is not there', ({ fail }) => fail(new TypeError('Failed to fetch')), /TypeError/],
    ['the host says no', ({ answer }) => answer('{"country":"DE"}', 503), /\(503\)/],
    ['it knows no country', ({ answer }) => answer('{"country":"XX"}'), /names no country \(200\)/],
    ['it is no such thing', ({ answer }) => answer('<!doctype html>'), /names no country \(200\)/],
  ])('%s: one report, and the time zone is asked', async (_, respond, reason) => {
    const tailorbird = open(block('country:FR'), plan);
    respond(requests[0]!);
    await tailorbird.settled;
    expect(visible()).toBe('Variant');
    tailorbird.refresh();
    expect(tailorbird.signals['geo']).toMatchObject({ country: 'FR', via: 'timezone' });
    expect(told).toHaveLength(1);
    expect(told[0]).toMatch(/^\[tailorbird\] geo-endpoint \(\/where\) /);
    expect(told[0]).toMatch(reason);
    expect(requests).toHaveLength(1);
  });
});

describe('the endpoint is not asked', () => {
  test('when no rule and no block asks for a place', async () => {
    const tailorbird = open(block('new'), {
      ...plan,
      segments: [{ id: 'fan', when: { 'visits.count': 3 } }],
    });
    await tailorbird.settled;
    expect(requests).toEqual([]);
  });

  test('for the time zone alone', () => {
    const tailorbird = open(block('geo.timezone:europe/paris'), plan);
    expect(tailorbird.matches('geo.timezone:europe/paris')).toBe(true);
  });

  test('when a nearer source knows', () => {
    document.documentElement.setAttribute('data-geo-country', 'IT');
    const tailorbird = open(block('country:IT'), plan);
    expect([visible(), tailorbird.matches('country:IT')]).toEqual(['Variant', true]);
    open(block('country:CH'), plan, { geo: { country: 'CH' } });
    expect(requests).toEqual([]);
  });

  test('when the plan names none', () => {
    expect(open(block('country:FR')).matches('country:FR')).toBe(true);
    expect(requests).toEqual([]);
  });
});

describe('with consent an answer', () => {
  const stored = async (): Promise<void> => {
    await waitFor(() =>
      expect(localStorage.getItem('tailorbird')).toContain('"place":{"country":"DE"}'),
    );
  };

  test('is kept for the visit: the next page has it at once', async () => {
    answering('loc=DE');
    open(block('country:DE'), plan);
    await stored();
    document.body.replaceChildren();
    const next = open(block('country:DE'), plan);
    expect([visible(), next.matches('country:DE')]).toEqual(['Variant', true]);
    expect(requests).toHaveLength(1);
  });

  test('is not kept for the next visit: people travel', async () => {
    answering('loc=DE');
    open(block('country:DE'), plan);
    await stored();
    answering('loc=FR');
    document.body.replaceChildren();
    const later = open(block('country:FR'), plan, { now: () => Date.now() + DAY });
    await later.settled;
    expect([visible(), requests.length]).toEqual(['Variant', 2]);
  });
});

test('without consent an answer is used on the page and not kept', async () => {
  answering('loc=DE');
  const silent: Plan = { ...plan, privacy: { consent: 'pending' } };
  const tailorbird = open(block('country:DE'), silent);
  await tailorbird.settled;
  expect(visible()).toBe('Variant');
  expect(localStorage).toHaveLength(0);
  open(block('country:DE'), silent);
  expect(requests).toHaveLength(2);
});
