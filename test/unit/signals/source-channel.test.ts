import { expect, test } from 'vitest';
import { channel } from '../../../src/signals/channel.js';
import vectors from '../../vectors/channels.json' with { type: 'json' };

type Case = [
  source: string | null,
  medium: string | null,
  campaign: string | null,
  channel: string,
  why: string,
];
const cases = vectors.cases as Case[];

test.each(cases)('%s / %s / %s is %s: %s', (source, medium, campaign, expected) => {
  expect(
    channel({
      source: source ?? undefined,
      medium: medium ?? undefined,
      campaign: campaign ?? undefined,
    }),
  ).toBe(expected);
});

test('every channel of Google Analytics has a case', () => {
  const channels = [
    'Direct',
    'Cross-network',
    'Paid Shopping',
    'Paid Search',
    'Paid Social',
    'Paid Video',
    'Display',
    'Paid Other',
    'Organic Shopping',
    'Organic Social',
    'Organic Video',
    'Organic Search',
    'AI Assistant',
    'Referral',
    'Email',
    'Affiliates',
    'Audio',
    'SMS',
    'Mobile Push',
    'Unassigned',
  ];
  const taken = new Set(cases.map(([, , , expected]) => expected));
  expect([...taken].sort()).toEqual([...channels].sort());
  expect(cases.length).toBeGreaterThanOrEqual(40);
});

/** Google's expressions as it publishes them; ours are shorter and must mean the same. */
const google = {
  paid: /^(.*cp.*|ppc|retargeting|paid.*)$/i,
  shop: /^(.*(([^a-df-z]|^)shop|shopping).*)$/i,
  social: /^(social|social-network|social-media|sm|social network|social media)$/i,
  email: /^(email|e-mail|e_mail|e mail)$/i,
};

test('the short expressions agree with the published ones', () => {
  const pieces = ['', 'shop', 'ping', 'e', 'k', '-', ' ', '_', 'cp', 'ppc', 'paid', 'retargeting'];
  const words = pieces.flatMap((one) =>
    pieces.flatMap((two) => pieces.map((three) => one + two + three)),
  );
  for (const word of words.filter(Boolean)) {
    const paid = channel({ source: 'nobody', medium: word }).startsWith('Paid');
    expect([word, paid]).toEqual([word, google.paid.test(word)]);
    const shop = channel({ source: 'nobody', campaign: word }) === 'Organic Shopping';
    expect([word, shop]).toEqual([word, google.shop.test(word)]);
  }
  for (const gap of ['', '-', ' ', '_', '--']) {
    for (const [front, back] of [
      ['social', 'network'],
      ['social', 'media'],
      ['social', ''],
      ['sm', ''],
      ['e', 'mail'],
    ]) {
      const medium = `${front}${gap}${back}`;
      const expected = google.social.test(medium)
        ? 'Organic Social'
        : google.email.test(medium)
          ? 'Email'
          : 'Unassigned';
      expect([medium, channel({ source: 'nobody', medium })]).toEqual([medium, expected]);
    }
  }
});
