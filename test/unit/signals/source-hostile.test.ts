import fc from 'fast-check';
import { expect, test } from 'vitest';
import { channel } from '../../../src/signals/channel.js';
import { classifyTouch } from '../../../src/signals/source.js';

const tags = ['utm_source', 'utm_medium', 'utm_campaign', 'utm_term', 'utm_content'];
const fields = ['name', 'medium', 'campaign', 'term', 'content', 'referrer'] as const;

const objectPrototype = Object.getOwnPropertyNames(Object.prototype).sort();

/** Classifies, and holds the answer to what must be true of any. */
function classify(input: Parameters<typeof classifyTouch>[0]): ReturnType<typeof classifyTouch> {
  const touch = classifyTouch(input);
  const { source } = touch;
  expect(['tagged', 'organic', 'plain', 'internal']).toContain(touch.kind);
  expect(channel({ source: source.name, medium: source.medium, campaign: source.campaign })).toBe(
    source.channel,
  );
  for (const field of fields) {
    const value = source[field] ?? '-';
    expect(value.length).toBeLessThanOrEqual(256);
    expect(value).not.toMatch(/^$|[\p{Cc}\u200e\u200f\u061c\u202a-\u202e\u2066-\u2069]/u);
    // A lone half of a character would throw here.
    expect(() => encodeURIComponent(value)).not.toThrow();
  }
  expect(Object.getPrototypeOf(source)).toBe(Object.prototype);
  expect(Object.getOwnPropertyNames(Object.prototype).sort()).toEqual(objectPrototype);
  return touch;
}

const shop = (query: string) => `https://shop.example/?${query}`;

/** Text as bad as it gets: any characters, broken escapes, marks, names of JavaScript's own and of the packed table. */
const nasty = fc.oneof(
  fc.string({ unit: 'binary' }),
  fc.string({
    unit: fc.constantFrom(...'%&=+#?;| g.*', '%E2', '%80%AE', '%00', '\u202e', '\ud83e'),
  }),
  fc.constantFrom('__proto__', 'constructor', 'toString', '=google.*', ';google ', '|', '.', '..'),
);
const encode = (text: string) => encodeURIComponent(text.replace(/\p{Cs}/gu, ''));

test('any parameters give an answer', () => {
  const name = fc.oneof(fc.constantFrom(...tags, 'gclid', 'fbclid'), nasty);
  fc.assert(
    fc.property(fc.array(fc.tuple(name, nasty)), nasty, (parameters, referrer) => {
      classify({ url: shop(parameters.map((pair) => pair.join('=')).join('&')), referrer });
      const encoded = parameters.map((pair) => pair.map(encode).join('='));
      classify({ url: shop(encoded.join('&')), referrer: 'https://' + referrer });
    }),
  );
});

test('any text as an address, a referrer, a host of one’s own gives an answer', () => {
  const text = fc.oneof(nasty, fc.webUrl(), fc.ipV6());
  fc.assert(
    fc.property(text, text, (one, other) => {
      classify({ url: one, referrer: other });
      classify({ url: shop(''), referrer: other, ownHosts: [one], ignore: [one] });
      classify({ url: shop(''), referrer: `android-app://${one}/` });
    }),
  );
});

test('a domain that only contains a known name is a referral', () => {
  const known = fc.constantFrom(
    'google',
    'facebook',
    'bing',
    'youtube',
    'amazon',
    'claude',
    'okta',
  );
  fc.assert(
    fc.property(known, fc.stringMatching(/^[b-df-hj-np-tv-z]{4,12}$/), (name, word) => {
      for (const host of [
        `${name}.${word}.example`,
        `${name}.com.${word}.example`,
        `${word}${name}.com`,
        `${name}${word}.com`,
        `${name}-${word}.de`,
      ]) {
        const touch = classify({ url: shop(''), referrer: `https://${host}/` });
        expect(touch).toMatchObject({ kind: 'plain', source: { channel: 'Referral', name: host } });
      }
    }),
  );
});

test('ten kilobytes in each field are cut to 256 characters, and no character in half', () => {
  const long = encodeURIComponent('x' + '🦜'.repeat(2500));
  const { source } = classify({ url: shop(tags.map((tag) => `${tag}=${long}`).join('&')) });
  for (const field of ['name', 'medium', 'campaign', 'term', 'content'] as const) {
    expect(source[field]).toBe('x' + '🦜'.repeat(127));
  }
});

test('an e-mail address in a link says nothing about the source and is not kept', () => {
  for (const written of ['ann@example.com', 'ann%40example.com', 'for-ann%2540example.com']) {
    const { source } = classify({
      url: shop(`utm_source=news&utm_term=${written}&utm_content=to:${written}`),
    });
    expect(source).toMatchObject({ name: 'news' });
    expect(source).not.toHaveProperty('term');
    expect(source).not.toHaveProperty('content');
  }
});

test('hosts and parameters by the thousand take no noticeable time', () => {
  const start = performance.now();
  classify({ url: shop(''), referrer: `https://${'a.'.repeat(5000)}google.com/` });
  classify({ url: shop('utm_source=a&'.repeat(2000)) });
  classify({ url: shop(`utm_source=${'a.'.repeat(5000)}com`) });
  expect(performance.now() - start).toBeLessThan(1000);
});

test('the first of repeated parameters counts, an empty one not at all, in any case of letters', () => {
  const { source } = classify({
    url: shop('utm_source=&UTM_Source=first&utm_source=second&utm_medium=email&utm_medium=cpc'),
  });
  expect(source).toMatchObject({ name: 'first', medium: 'email', channel: 'Email', paid: false });
});

test('broken percent-encoding is kept as far as it can be read', () => {
  const { source } = classify({ url: shop('utm_source=50%&utm_campaign=%zz%E0%A4') });
  expect(source).toMatchObject({ name: '50%', campaign: '%zz\ufffd' });
});

test('names of JavaScript’s own are names like any other', () => {
  for (const name of ['__proto__', 'constructor', 'prototype', 'valueOf']) {
    const { source } = classify({
      url: shop(`${name}=x&__proto__[paid]=1&utm_source=${name}&utm_medium=${name}`),
      referrer: `https://${name}.example/`,
    });
    expect(source).toMatchObject({ name, medium: name, channel: 'Unassigned', paid: false });
    expect(source.platform).toBeUndefined();
  }
});

test('control characters and marks that turn text around are gone', () => {
  const dirty = encodeURIComponent('\u202Enews\u0000let\u200Fter\u2066\u001B');
  const { source } = classify({ url: shop(`utm_source=${dirty}&utm_medium=%0Aemail%0D`) });
  expect(source).toMatchObject({ name: 'newsletter', medium: 'email', channel: 'Email' });
});
