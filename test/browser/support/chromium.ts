import flags from './chromium-flags.json' with { type: 'json' };
import type { Engine, StartPlain } from './engine.js';
import { startKillable } from './processes.js';
import { launchPuppeteer } from './puppeteer-engine.js';

/** Chromium's flags stand in one place. No sandbox: it refuses to start for root, as containers often have it. */
export function launchChromium(executablePath: string): Promise<Engine> {
  return launchPuppeteer({ browser: 'chrome', executablePath, args: flags });
}

export const startChromium =
  (path: string): StartPlain =>
  (profile, url) =>
    Promise.resolve(
      startKillable(path, [...flags, '--headless', `--user-data-dir=${profile}`, url]),
    );
