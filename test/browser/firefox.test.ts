import { findBrowsers } from '../../scripts/browsers.mjs';
import { launchFirefox } from './support/firefox.js';
import { runScenarios } from './support/run-scenarios.js';

const { firefox } = findBrowsers();

runScenarios({
  name: 'Firefox',
  ...('missing' in firefox ? firefox : { launch: () => launchFirefox(firefox.path) }),
});
