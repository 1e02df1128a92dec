import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { cleanName, parsePlace } from '../../../src/signals/geo-place.js';

describe('a name as a host wrote it', () => {
  it.each([
    ['Berlin', 'Berlin'],
    ['S%C3%A3o%20Paulo', 'São Paulo'],
    ['%E6%9D%B1%E4%BA%AC', '東京'],
    ['  Köln ', 'Köln'],
    ['100% Town', '100% Town'],
    ['%E0%A4%A', '%E0%A4%A'],
    ['', undefined],
    [' ', undefined],
    ['%20', undefined],
    [undefined, undefined],
    [null, undefined],
    [49, undefined],
    [{ toString: () => 'Berlin' }, undefined],
  ])('%j is read as %j', (written, name) => {
    expect(cleanName(written)).toBe(name);
  });

  it('is cut off after 256 characters', () => {
    expect(cleanName('x'.repeat(10_000))).toHaveLength(256);
    expect(cleanName('%C3%A4'.repeat(300))).toBe('ä'.repeat(256));
  });

  it('never throws', () => {
    fc.assert(fc.property(fc.anything(), (value) => void cleanName(value)));
  });
});

describe('a code', () => {
  it.each([
    ['DE', 'DE', undefined],
    ['us-ca', 'US', 'CA'],
    ['GB-ENG', 'GB', 'ENG'],
    ['DE-', 'DE', ''],
    ['', '', undefined],
    [undefined, undefined, undefined],
  ])('%j is country %j and region %j', (code, country, region) => {
    expect(parsePlace(code)).toEqual({ country, region });
  });
});
