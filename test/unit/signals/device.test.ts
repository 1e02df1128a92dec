import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { browserFamily, osFamily, type FamilyInput } from '../../../src/signals/device-family.js';
import { deviceType } from '../../../src/signals/device.js';
import vectors from '../../vectors/devices.json' with { type: 'json' };

interface Case {
  readonly name: string;
  readonly device: FamilyInput;
  /** What is missing has no answer. */
  readonly expected: { readonly type: string; readonly os?: string; readonly browser?: string };
}

const cases: readonly Case[] = vectors.cases;

describe('devices', () => {
  it.each(cases)('$name', ({ device, expected }) => {
    expect({
      type: deviceType(device),
      os: osFamily(device),
      browser: browserFamily(device),
    }).toEqual(expected);
  });
});

describe('a made-up brand', () => {
  const greased = [
    'Not A;Brand',
    'Not/A)Brand',
    '(Not(A:Brand',
    'Not?A_Brand',
    ' Not;A Brand',
    'Not:A-Brand',
  ];

  it.each(greased)('%s is no browser', (brand) => {
    const userAgentData = { mobile: false, platform: 'Windows', brands: [{ brand }] };
    expect(browserFamily({ userAgent: '', userAgentData })).toBeUndefined();
  });
});

describe('client hints that testing tools leave empty', () => {
  it('do not overrule a user agent that says mobile', () => {
    const { userAgent } = cases.find(({ name }) => name === 'Safari on an iPhone')!.device;
    expect(deviceType({ userAgent, userAgentData: { mobile: false, platform: '' } })).toBe(
      'mobile',
    );
  });

  it('may lack brands', () => {
    const userAgentData = { mobile: true, platform: 'Android' };
    expect(deviceType({ userAgent: '', userAgentData })).toBe('mobile');
    expect(osFamily({ userAgent: '', userAgentData })).toBe('Android');
    expect(browserFamily({ userAgent: '', userAgentData })).toBeUndefined();
  });
});

describe('hostile user agents', () => {
  const word = fc.constantFrom(
    ...[
      'Macintosh',
      'X11; Linux ',
      'Android',
      'Mobile',
      ') Chrome/',
      ') Version/',
      'Safari/',
      'Silk',
    ],
    ...['Windows', 'iPad', 'TV', '\u0000', '\u202E', '__proto__', ' '],
  );

  it('get some answer', () => {
    fc.assert(
      fc.property(fc.array(fc.oneof(word, fc.string())), fc.nat(20), (words, maxTouchPoints) => {
        const input = { userAgent: words.join(''), maxTouchPoints };
        expect(['mobile', 'tablet', 'desktop']).toContain(deviceType(input));
        osFamily(input);
        browserFamily(input);
      }),
    );
  });

  it.each(['X11; Linux ', ') Chrome/1 ', ') Version/', 'handheld '])(
    'get it soon: %s 10 kB of it',
    (text) => {
      const userAgent = text.repeat(10_000 / text.length);
      const start = performance.now();
      deviceType({ userAgent, maxTouchPoints: 5 });
      osFamily({ userAgent });
      browserFamily({ userAgent });
      expect(performance.now() - start).toBeLessThan(1000);
    },
  );
});
