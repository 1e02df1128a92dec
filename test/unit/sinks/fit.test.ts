import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { plainName, short } from '../../../src/sinks/fit.js';

const texts = fc.string({ unit: 'grapheme', maxLength: 300 });
const beginning = 'goal_a-name-that-goes-on-and-on-for-longer-than-any-tool-wants-it-to'.repeat(2);

describe('texts for tools', () => {
  test.each([
    ['goal_signup', 'goal_signup'],
    ['goal_sign-up', 'goal_sign_up'],
    ['hero:returning', 'hero_returning'],
    ['hero:!returning', expect.stringMatching(/^hero_returning_\w{7}$/)],
    ['goal_登録', expect.stringMatching(/^goal__\w{7}$/)],
  ])('%s is named %s', (text, expected) => {
    expect(plainName(text)).toEqual(expected);
  });

  test('whatever they are, names have 40 letters, digits and _ at most, values 100 characters', () => {
    fc.assert(
      fc.property(texts, (text) => {
        expect(plainName(`goal_${text}`)).toMatch(/^goal_\w{0,35}$/);
        expect(short(text).length).toBeLessThanOrEqual(100);
        if (text.length <= 100) expect(short(text)).toBe(text);
      }),
    );
  });

  // Random lengths seldom are these.
  test.each([
    [short, 100],
    [plainName, 40],
  ])('what fits stays whole, one character more is cut: %o', (fit, most) => {
    expect(fit('x'.repeat(most))).toBe('x'.repeat(most));
    expect(fit('x'.repeat(most + 1))).toMatch(new RegExp(`^x{${most - 8}}_\\w{7}$`));
  });

  test('long ones that begin alike stay apart', () => {
    fc.assert(
      fc.property(texts, texts, (a, b) => {
        fc.pre(a !== b);
        expect(plainName(beginning + a)).not.toBe(plainName(beginning + b));
        expect(short(beginning + a)).not.toBe(short(beginning + b));
      }),
    );
  });

  test('no half of a character is left: encodeURIComponent would throw', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: fc.constantFrom('a', '\u{1f600}', '\ud83d', '\ude00'), maxLength: 150 }),
        (text) => {
          expect(() => encodeURIComponent(short(text))).not.toThrow();
        },
      ),
    );
  });
});
