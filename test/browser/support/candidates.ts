import { findBrowsers } from '../../../scripts/browsers.mjs';
import { launchChromium } from './chromium.js';
import type { Engine } from './engine.js';
import { launchFirefox } from './firefox.js';
import { launchWebKit } from './webkit.js';

/** A browser to run the scenarios in, or why there is none. */
export type Candidate =
  | { readonly name: string; readonly launch: () => Promise<Engine> }
  | { readonly name: string; readonly missing: string };

const found = findBrowsers();
const { chromium, firefox, webkit } = found;

export const candidates: Readonly<Record<keyof typeof found, Candidate>> = {
  chromium: {
    name: 'Chromium',
    ...('missing' in chromium ? chromium : { launch: () => launchChromium(chromium.path) }),
  },
  firefox: {
    name: 'Firefox',
    ...('missing' in firefox ? firefox : { launch: () => launchFirefox(firefox.path) }),
  },
  webkit: {
    name: 'WebKitGTK',
    ...('missing' in webkit ? webkit : { launch: () => launchWebKit(webkit) }),
  },
};
