import { findBrowsers } from '../../scripts/browsers.mjs';
import { runScenarios } from './support/run-scenarios.js';
import { launchWebKit } from './support/webkit.js';

const { webkit } = findBrowsers();

runScenarios({
  name: 'WebKitGTK',
  ...('missing' in webkit ? webkit : { launch: () => launchWebKit(webkit) }),
});
