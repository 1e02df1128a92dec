import type { Engine } from './engine.js';
import { launchPuppeteer } from './puppeteer-engine.js';

/** Firefox, driven over WebDriver BiDi. */
export function launchFirefox(executablePath: string): Promise<Engine> {
  return launchPuppeteer({ browser: 'firefox', executablePath });
}
