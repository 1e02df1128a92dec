import { expect, it } from 'vitest';
import { readDetail, type Hints } from '../../src/device.js';

const windows =
  'Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/126.0.0.0 Safari/537.36';
const android =
  'Mozilla/5.0 (Linux; Android 10; K) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/126.0.0.0 Mobile Safari/537.36';
const mac =
  'Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/17.5 Safari/605.1.15';
const iphone =
  'Mozilla/5.0 (iPhone; CPU iPhone OS 17_5 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/17.5 Mobile/15E148 Safari/604.1';

const withHints = (userAgent: string, hints: Hints): Parameters<typeof readDetail>[0] => ({
  userAgent,
  userAgentData: { getHighEntropyValues: () => Promise.resolve(hints) },
});

it.each([
  [
    'Windows without hints: 10 may be 11',
    windows,
    { os: 'Windows', browser: 'Chrome', browserVersion: '126' },
  ],
  [
    'Android without hints: the model is hidden',
    android,
    { os: 'Android', browser: 'Chrome', browserVersion: '126' },
  ],
  [
    'a Mac: the version is frozen',
    mac,
    { os: 'macOS', browser: 'Safari', browserVersion: '17.5', vendor: 'Apple', model: 'Macintosh' },
  ],
  [
    'an iPhone',
    iphone,
    {
      os: 'iOS',
      osVersion: '17.5',
      browser: 'Safari',
      browserVersion: '17.5',
      vendor: 'Apple',
      model: 'iPhone',
    },
  ],
])('tells only what is true: %s', async (_, userAgent, detail) => {
  expect(await readDetail({ userAgent })).toEqual(detail);
});

it('takes client hints at their word', async () => {
  const brands = [
    { brand: 'Not/A)Brand', version: '8.0.0.0' },
    { brand: 'Chromium', version: '126.0.6478.127' },
    { brand: 'Google Chrome', version: '126.0.6478.128' },
  ];
  expect(
    await readDetail(withHints(windows, { platformVersion: '15.0.0', fullVersionList: brands })),
  ).toMatchObject({ osVersion: '11', browserVersion: '126.0.6478.128' });
  expect(await readDetail(withHints(windows, { platformVersion: '10.0.0' }))).toMatchObject({
    osVersion: '10',
  });
  expect(
    await readDetail(withHints(android, { platformVersion: '14.0.0', model: 'Pixel 8' })),
  ).toMatchObject({ osVersion: '14.0.0', model: 'Pixel 8' });
});

it('does without hints that a policy denies', async () => {
  const userAgentData = { getHighEntropyValues: () => Promise.reject(new Error('denied')) };
  expect(await readDetail({ userAgent: windows, userAgentData })).toMatchObject({ os: 'Windows' });
});

it('leaves the jQuery of a page alone', async () => {
  const { readFileSync } = await import('node:fs');
  const file = readFileSync(new URL('../../dist/device.min.js', import.meta.url), 'utf8');
  expect(file).not.toMatch(/jQuery|Zepto/);
});
