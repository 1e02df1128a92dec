import { browserFamily, osFamily, type FamilyInput } from './device-family.js';
import { readLanguages } from './device-languages.js';
import { deviceType } from './device.js';
import { lazy } from './lazy.js';

/** What some engines add to `navigator`. */
interface Extras {
  readonly userAgentData?: FamilyInput['userAgentData'];
  /** https://wicg.github.io/savedata/ */
  readonly connection?: { readonly saveData?: boolean };
  readonly brave?: unknown;
}

/** `device.*` that a page can read at once; a field that cannot be told is `undefined`. */
export function readDevice(): object {
  return lazy({
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
}

function readInput(): FamilyInput {
  const { userAgent, maxTouchPoints, userAgentData, brave } = navigator as Navigator & Extras;
  const { width, height } = screen;
  return { userAgent, maxTouchPoints, userAgentData, width, height, brave: !!brave };
}

function prefers(feature: string): boolean {
  return matchMedia(`(prefers-${feature})`).matches;
}
