import { findBrowsers } from '../../../scripts/browsers.mjs';
import { launchChromium, startChromium } from './chromium.js';
import type { Engine, StartPlain } from './engine.js';
import { launchFirefox, startFirefox } from './firefox.js';
import { launchWebKit, startWebKit } from './webkit.js';

/** A browser to run the scenarios in, or why there is none. */
export type Candidate =
  | {
      readonly name: string;
      readonly launch: () => Promise<Engine>;
      readonly startPlain: StartPlain;
    }
  | { readonly name: string; readonly missing: string };

const found = findBrowsers();
const { chromium, firefox, webkit } = found;

export const candidates: Readonly<Record<keyof typeof found, Candidate>> = {
  chromium: {
    name: 'Chromium',
    ...('missing' in chromium
      ? chromium
      : { launch: () => launchChromium(chromium.path), startPlain: startChromium(chromium.path) }),
  },
  firefox: {
    name: 'Firefox',
    ...('missing' in firefox
      ? firefox
      : { launch: () => launchFirefox(firefox.path), startPlain: startFirefox(firefox.path) }),
  },
  webkit: {
    name: 'WebKitGTK',
    ...('missing' in webkit
      ? webkit
      : { launch: () => launchWebKit(webkit), startPlain: startWebKit(webkit) }),
  },
};
