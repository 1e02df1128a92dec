import { describe, expect, it } from 'vitest';
import { regionOf } from '../../../src/signals/device-languages.js';

describe('the region of a language', () => {
  it.each([
    ['de-AT', 'AT'],
    ['de-at', 'at'],
    ['zh-Hant-TW', 'TW'],
    ['sr-Latn-RS', 'RS'],
    ['en-US-u-hc-h12', 'US'],
    ['ca-ES-valencia', 'ES'],
    ['fil-PH', 'PH'],
  ])('%s names %s', (tag, region) => {
    expect(regionOf(tag)).toBe(region);
  });

  it.each([
    'de',
    'en',
    'es-419',
    'zh-Hans',
    'C',
    'POSIX',
    '',
    'x-de-AT',
    'de-u-co-phonebk',
    'de-12',
    '-US',
  ])('%s names none', (tag) => {
    expect(regionOf(tag)).toBeUndefined();
  });
});
