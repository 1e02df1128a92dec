import { describe, expect, test } from 'vitest';
import { channel } from '../../../src/signals/channel.js';
import { classifySource, classifyTouch } from '../../../src/signals/source.js';
import vectors from '../../vectors/sources.json' with { type: 'json' };

type Case = [
  url: string,
  referrer: string,
  kind: string,
  channel: string,
  paid: boolean,
  platform: string | null,
  name: string | null,
  medium: string | null,
  more: Record<string, string>,
];
const cases = vectors.cases as unknown as Case[];

describe('visits labelled by hand', () => {
  test.each(cases)(
    '%s from %s',
    (url, referrer, kind, expected, paid, platform, name, medium, more) => {
      const touch = classifyTouch({ url, referrer });
      const { source } = touch;
      expect({
        kind: touch.kind,
        channel: source.channel,
        paid: source.paid,
        platform: source.platform ?? null,
        name: source.name ?? null,
        medium: source.medium ?? null,
      }).toEqual({ kind, channel: expected, paid, platform, name, medium });
      for (const field of ['campaign', 'term', 'content', 'click'] as const) {
        expect(source[field], field).toBe(more[field]);
      }
      // The rules of Google Analytics say the same of what the source tells.
      expect(
        channel({ source: source.name, medium: source.medium, campaign: source.campaign }),
      ).toBe(expected);
    },
  );

  test('there are at least 200, in every channel and of every kind', () => {
    expect(cases.length).toBeGreaterThanOrEqual(200);
    expect(new Set(cases.map((row) => row[3])).size).toBe(20);
    expect(new Set(cases.map((row) => row[2])).size).toBe(4);
  });
});

describe('what is kept', () => {
  const classify = (url: string, referrer = '') => classifySource({ url, referrer });

  test('the host that linked here, also beside tags, and never its path or credentials', () => {
    const referrer = 'https://user:secret@News.Example:8080/private?token=1#x';
    expect(classify('https://shop.example/?utm_source=a', referrer).referrer).toBe('news.example');
    expect(JSON.stringify(classify('https://shop.example/', referrer))).not.toMatch(
      /secret|private|token/,
    );
  });

  test('the name of a click id and not its value', () => {
    const source = classify('https://shop.example/?gclid=Cj0KCQjw-secret');
    expect(source.click).toBe('gclid');
    expect(JSON.stringify(source)).not.toContain('secret');
  });

  test('nothing that is unknown', () => {
    const source = classify('https://shop.example/');
    expect(source).toEqual({ channel: 'Direct', paid: false });
    expect(Object.keys(source)).toEqual(['channel', 'paid']);
    expect(classify('https://shop.example/?utm_source=stripe.com').platform).toBeUndefined();
  });

  test('nothing of an address that is none', () => {
    for (const url of ['', 'shop', '/path?utm_source=google', 'https://', 'https://[::1/']) {
      expect(classifyTouch({ url, referrer: 'https://www.google.com/' })).toEqual({
        kind: 'plain',
        source: { channel: 'Direct', paid: false },
      });
    }
  });
});

describe('own and ignored hosts', () => {
  const kind = (referrer: string, more: object = {}) =>
    classifyTouch({ url: 'https://www.shop.example/', referrer, ...more }).kind;

  test('a listed host covers its subdomains, whatever its case and with or without www', () => {
    for (const own of ['brand.example', 'www.brand.example', 'Brand.Example']) {
      for (const host of ['brand.example', 'www.brand.example', 'help.brand.example']) {
        expect(kind(`https://${host}/`, { ownHosts: [own] })).toBe('internal');
      }
      expect(kind('https://otherbrand.example/', { ownHosts: [own] })).toBe('plain');
      expect(kind('https://brand.example.evil.example/', { ownHosts: [own] })).toBe('plain');
    }
  });

  test('an own host beats what is known about it', () => {
    const referrer = 'https://www.youtube.com/';
    expect(kind(referrer)).toBe('organic');
    expect(kind(referrer, { ownHosts: ['youtube.com'] })).toBe('internal');
  });

  test('an ignored host keeps the earlier source too', () => {
    expect(kind('https://bank.example/3ds')).toBe('plain');
    expect(kind('https://bank.example/3ds', { ignore: ['bank.example'] })).toBe('internal');
  });

  test('a tag counts wherever the visitor came from', () => {
    expect(
      classifyTouch({
        url: 'https://shop.example/?utm_source=newsletter&utm_medium=email',
        referrer: 'https://shop.example/',
      }),
    ).toEqual({
      kind: 'tagged',
      source: { channel: 'Email', paid: false, name: 'newsletter', medium: 'email' },
    });
  });
});
