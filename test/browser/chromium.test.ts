import { findBrowsers } from '../../scripts/browsers.mjs';
import { launchChromium } from './support/chromium.js';
import { runScenarios } from './support/run-scenarios.js';

const { chromium } = findBrowsers();

runScenarios({
  name: 'Chromium',
  ...('missing' in chromium ? chromium : { launch: () => launchChromium(chromium.path) }),
});
