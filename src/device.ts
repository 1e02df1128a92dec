/**
 * The file `device.min.js`: details of a device that cost a table of thousands of names to tell. Loaded when a plan
 * or the markup asks for them, and not again while the user agent stays the same.
 */
import UAParser from 'ua-parser-js';
import { isText } from './core/signal.js';
import type { DeviceDetail } from './types.js';

export type { DeviceDetail } from './types.js';

/** The part of `navigator` that is read. */
export interface DetailInput {
  readonly userAgent: string;
  /** https://wicg.github.io/ua-client-hints/ */
  readonly userAgentData?: {
    getHighEntropyValues?(names: string[]): Promise<Hints>;
  };
}

/** What Chromium tells when asked, and no longer writes into the user agent. */
export interface Hints {
  readonly model?: string;
  readonly platformVersion?: string;
  readonly fullVersionList?: readonly { readonly brand: string; readonly version: string }[];
}

/** Names that Tailorbird's own reader writes otherwise. */
const names: Readonly<Record<string, string>> = {
  'Mac OS': 'macOS',
  'Chromium OS': 'ChromeOS',
  'Mobile Safari': 'Safari',
  'Mobile Chrome': 'Chrome',
  'Mobile Firefox': 'Firefox',
};

/**
 * Versions that user agents give whatever the truth is: macOS 11 and later say 10.15 (10.16 in early ones), Windows 11
 * says 10.0, Chrome on Android says 10, Safari 26 says iOS 18. Without client hints nothing is known then.
 */
const frozen = /^(macOS 10\.1[56]|Windows 10|Android 10$|iOS 18)/;

/**
 * Reads what the user agent and, where there are any, the high-entropy client hints say.
 *
 * @returns Only what is known: a field that the browser hides or freezes is left out. Versions are texts.
 * @example await readDetail(navigator) // { os: 'Android', osVersion: '14', browser: 'Chrome', model: 'Pixel 8', … }
 */
export async function readDetail({ userAgent, userAgentData }: DetailInput): Promise<DeviceDetail> {
  const { os, browser, device } = new UAParser(userAgent).getResult();
  const hints = (await readHints(userAgentData)) ?? {};
  const system = nameOf(os.name);
  return present({
    os: system,
    osVersion: hints.platformVersion
      ? systemVersion(system, hints.platformVersion)
      : frozen.test(`${system} ${os.version}`)
        ? undefined
        : os.version,
    browser: nameOf(browser.name),
    browserVersion: brandVersion(hints) ?? browser.version?.replace(/(\.0){3}$/, ''),
    vendor: device.vendor,
    // Chrome on Android says "K" for all.
    model: hints.model || (device.model === 'K' ? undefined : device.model),
  });
}

/** A page may be denied them by its permissions policy. */
function readHints(data: DetailInput['userAgentData']): Promise<Hints | undefined> | undefined {
  return data
    ?.getHighEntropyValues?.(['model', 'platformVersion', 'fullVersionList'])
    .catch(() => undefined);
}

function nameOf(name: string | undefined): string | undefined {
  return name && (names[name] ?? name);
}

/** https://learn.microsoft.com/en-us/microsoft-edge/web-platform/how-to-detect-win11 */
function systemVersion(system: string | undefined, version: string): string {
  if (system !== 'Windows') return version;
  const major = Number.parseInt(version);
  return major >= 13 ? '11' : major > 0 ? '10' : '8.1 or earlier';
}

/** The version of the brand that is neither made up nor the engine's. */
function brandVersion({ fullVersionList = [] }: Hints): string | undefined {
  const real = fullVersionList.filter(({ brand }) => !/Not.*Brand/.test(brand));
  return (real.find(({ brand }) => brand !== 'Chromium') ?? real[0])?.version;
}

function present(fields: Readonly<Record<string, string | undefined>>): DeviceDetail {
  return Object.fromEntries(
    Object.entries(fields).filter(([, value]) => isText(value) && value !== ''),
  );
}
