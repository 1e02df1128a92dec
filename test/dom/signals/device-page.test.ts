import { afterEach, describe, expect, it, vi } from 'vitest';
import { readPath } from '../../../src/core/signal.js';
import type { SignalContext } from '../../../src/signals/context.js';
import { readDevice as readWith } from '../../../src/signals/device-page.js';
import { readLanguages } from '../../../src/signals/device-languages.js';

/** Gives `navigator` properties of another browser for one test. */
function setNavigator(properties: Readonly<Record<string, unknown>>): void {
  for (const [name, value] of Object.entries(properties)) {
    Object.defineProperty(navigator, name, { configurable: true, get: () => value });
    added.add(name);
  }
}
const added = new Set<string>();

afterEach(() => {
  for (const name of added) Reflect.deleteProperty(navigator, name);
  added.clear();
  vi.restoreAllMocks();
  vi.unstubAllGlobals();
});

const fields = [
  ...['type', 'os', 'browser', 'touch', 'width', 'height'],
  ...['colorScheme', 'reducedMotion', 'saveData', 'languages'],
];

const android = {
  userAgent:
    'Mozilla/5.0 (Linux; Android 10; K) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/126.0.0.0 Mobile Safari/537.36',
  userAgentData: {
    mobile: true,
    platform: 'Android',
    brands: [{ brand: 'Not/A)Brand' }, { brand: 'Chromium' }, { brand: 'Google Chrome' }],
  },
  maxTouchPoints: 5,
  connection: { saveData: true },
  languages: ['pt-BR', 'en'],
};

/** Without the file that tells details. */
const readDevice = (): object =>
  readWith({
    detail: Object.assign(() => undefined, { isKnown: () => false }),
  } as Partial<SignalContext> as SignalContext);

describe('the device', () => {
  it('is read from what the browser says', () => {
    setNavigator(android);
    vi.stubGlobal('screen', { width: 412, height: 915 });
    vi.stubGlobal('innerWidth', 412);
    vi.stubGlobal('innerHeight', 785);
    vi.stubGlobal('matchMedia', (query: string) => ({
      matches: query === '(prefers-color-scheme: dark)',
    }));
    expect({ ...readDevice() }).toEqual({
      type: 'mobile',
      os: 'Android',
      browser: 'Chrome',
      touch: true,
      width: 412,
      height: 785,
      colorScheme: 'dark',
      reducedMotion: false,
      saveData: true,
      languages: ['pt-BR', 'en'],
    });
  });

  it.each([
    { width: 820, height: 1180, type: 'tablet' },
    { width: 390, height: 844, type: 'mobile' },
    { width: 844, height: 390, type: 'mobile' },
  ])('is a $type where a Mac has a touch screen of $width by $height', ({ type, ...size }) => {
    setNavigator({
      userAgent:
        'Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/17.5 Safari/605.1.15',
      maxTouchPoints: 5,
    });
    vi.stubGlobal('screen', size);
    expect(readDevice()).toMatchObject({
      type,
      os: 'iOS',
      browser: 'Safari',
      touch: true,
    });
  });

  it('is Brave where the browser calls itself Chrome but has navigator.brave', () => {
    setNavigator({ ...android, brave: { isBrave: () => Promise.resolve(true) } });
    expect(readDevice()).toMatchObject({ browser: 'Brave' });
  });

  it('has every field as its own', () => {
    setNavigator(android);
    expect(Object.keys(readDevice())).toEqual(fields);
  });

  it('does not list a family that takes a file to read', () => {
    setNavigator({ ...android, userAgent: 'Mozilla/5.0 something new', userAgentData: undefined });
    expect(Object.keys(readDevice())).not.toContain('browser');
    expect(readPath({ device: readDevice() }, 'device.browser')).toBeUndefined();
  });

  it('reads only what is asked for, once', () => {
    const matchMedia = vi.fn(() => ({ matches: true }));
    const width = vi.fn(() => 1280);
    vi.stubGlobal('matchMedia', matchMedia);
    vi.spyOn(window, 'innerWidth', 'get').mockImplementation(width);
    const device = readDevice();
    readPath({ device }, 'device.type');
    expect(matchMedia).not.toHaveBeenCalled();
    expect(width).not.toHaveBeenCalled();
    expect(readPath({ device }, 'device.colorScheme')).toBe('dark');
    expect(readPath({ device }, 'device.colorScheme')).toBe('dark');
    expect(matchMedia).toHaveBeenCalledTimes(1);
  });

  it('is unknown field by field where an engine tells nothing', () => {
    vi.stubGlobal('matchMedia', undefined);
    vi.stubGlobal('screen', undefined);
    setNavigator({ languages: undefined, language: undefined });
    const device = readDevice();
    for (const field of ['type', 'os', 'browser', 'colorScheme', 'reducedMotion']) {
      expect(readPath({ device }, `device.${field}`)).toBeUndefined();
    }
    expect(readPath({ device }, 'device.languages')).toEqual([]);
    expect(readPath({ device }, 'device.saveData')).toBe(false);
  });
});

describe('languages', () => {
  it.each([
    [['de-AT', 'en'], 'de-AT', ['de-AT', 'en']],
    [['C'], 'C', []],
    [['POSIX'], 'POSIX', []],
    [['C', 'en-GB'], 'C', ['en-GB']],
    [[], 'fr', ['fr']],
    [[], '', []],
    [undefined, 'fr-FR', ['fr-FR']],
    [undefined, undefined, []],
    [['fil', 'x-klingon', '', 'en-US'], 'fil', ['fil', 'en-US']],
  ])('%j and %j are %j', (languages, language, expected) => {
    setNavigator({ languages, language });
    expect(readLanguages()).toEqual(expected);
  });

  it("are a copy: the page's own list stays as it is", () => {
    const languages = Object.freeze(['de']);
    setNavigator({ languages, language: 'de' });
    readLanguages().push('en');
    expect(navigator.languages).toEqual(['de']);
  });
});
