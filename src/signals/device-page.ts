import { readPath } from '../core/signal.js';
import type { Signals } from '../types.js';
import { browserFamily, osFamily, type FamilyInput } from './device-family.js';
import { readLanguages } from './device-languages.js';
import { deviceType } from './device.js';
import type { SignalContext } from './context.js';
import { lazy } from './lazy.js';

/** What some engines add to `navigator`. */
interface Extras {
  readonly userAgentData?: FamilyInput['userAgentData'];
  /** https://wicg.github.io/savedata/ */
  readonly connection?: { readonly saveData?: boolean };
  readonly brave?: unknown;
}

/**
 * `device.*`; a field that cannot be told is `undefined`. Those that take a file to read stay out of listings
 * until it is there: listing them must not load it.
 */
export function readDevice({ detail }: SignalContext): object {
  const device: Signals = lazy({
    type: () => deviceType(readInput()),
    os: () => osFamily(readInput()),
    browser: () => browserFamily(readInput()),
    touch: () => navigator.maxTouchPoints > 0,
    width: () => innerWidth,
    height: () => innerHeight,
    colorScheme: () => (prefers('color-scheme: dark') ? 'dark' : 'light'),
    reducedMotion: () => prefers('reduced-motion: reduce'),
    saveData: () => (navigator as Extras).connection?.saveData === true,
    languages: readLanguages,
  });
  for (const field of [
    'os',
    'browser',
    'osVersion',
    'browserVersion',
    'vendor',
    'model',
  ] as const) {
    if (readPath(device, field) !== undefined) continue;
    Object.defineProperty(device, field, {
      enumerable: detail.isKnown(),
      get: () => detail(field),
    });
  }
  return device;
}

/** What told a field that is no property of the window's own. */
export function deviceVia(field: string): string {
  const read = { type: deviceType, os: osFamily, browser: browserFamily }[field];
  const input = readInput();
  if (!read?.(input)) return 'ua-parser-js';
  return input.userAgentData ? 'client hints' : 'user agent';
}

function readInput(): FamilyInput {
  const { userAgent, maxTouchPoints, userAgentData, brave } = navigator as Navigator & Extras;
  const { width, height } = screen;
  return { userAgent, maxTouchPoints, userAgentData, width, height, brave: !!brave };
}

function prefers(feature: string): boolean {
  return matchMedia(`(prefers-${feature})`).matches;
}
