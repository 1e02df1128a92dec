import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Engine, StartPlain } from './engine.js';
import { startKillable } from './processes.js';
import { launchPuppeteer } from './puppeteer-engine.js';

/** Firefox, driven over WebDriver BiDi. */
export function launchFirefox(executablePath: string): Promise<Engine> {
  return launchPuppeteer({ browser: 'firefox', executablePath });
}

/** After a crash it would open the page again that was open then, and ask whether to begin with all switched off. */
const preferences = `
user_pref("browser.sessionstore.resume_from_crash", false);
user_pref("toolkit.startup.max_resumed_crashes", -1);
user_pref("browser.shell.checkDefaultBrowser", false);
user_pref("browser.aboutwelcome.enabled", false);
user_pref("datareporting.policy.dataSubmissionEnabled", false);
`;

export const startFirefox =
  (path: string): StartPlain =>
  async (profile, url) => {
    await mkdir(profile, { recursive: true });
    await writeFile(join(profile, 'user.js'), preferences);
    return startKillable(path, ['--headless', '--no-remote', '--profile', profile, url]);
  };
