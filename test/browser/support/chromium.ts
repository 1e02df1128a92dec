import type { Engine } from './engine.js';
import { launchPuppeteer } from './puppeteer-engine.js';

/** The one place for Chromium's flags. No sandbox: it refuses to start for root, as containers often have it. */
const flags = [
  '--headless=new',
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

export function launchChromium(executablePath: string): Promise<Engine> {
  return launchPuppeteer({ browser: 'chrome', executablePath, args: flags });
}
