import { deviceType, type DeviceInput } from './device.js';

/** What tells which browser and system somebody uses, without versions. */
export interface FamilyInput extends DeviceInput {
  readonly userAgentData?:
    | (NonNullable<DeviceInput['userAgentData']> & {
        readonly brands?: readonly { readonly brand: string }[] | undefined;
      })
    | undefined;
  /** Whether there is a `navigator.brave`: Brave's user agent is Chrome's. */
  readonly brave?: boolean | undefined;
}

type Families = Readonly<Record<string, RegExp>>;

/**
 * Browsers by brand (client hints) or user agent; the first row that fits. Names are those of ua-parser-js,
 * one for all of a maker's editions. The last three fit plain user agents only, so that a browser built on
 * their engine is not taken for them. Made-up brands (`Not A;Brand`) fit no row.
 */
const browsers: Families = {
  Facebook: /FBA[NV]|Facebook/,
  Instagram: /Instagram/,
  Brave: /Brave/,
  DuckDuckGo: /DuckDuckGo|Ddg\//,
  Yandex: /Ya\w*Browser/,
  'Samsung Internet': /Samsung(B| I)/,
  Edge: /\bEdg/,
  Opera: /Opera|\bOP[RTX]\//,
  Firefox: /FxiOS|Firefox\S+$/,
  Chrome: /Google Chrome|CriOS|\) \w*Chrome\S+( Mobile)? Safari\S+$/,
  Safari: /\) Version\S+ (Mobile\S+ )?Safari\S+$/,
};

/** Systems by platform (client hints) or user agent; `handheld` precedes what is no computer. */
const systems: Families = {
  Windows: /Windows/,
  iOS: /iP[aho]|^handheld.*Mac/,
  Android: /Android|^handheld.*X11/,
  macOS: /Mac/,
  ChromeOS: /CrOS|Chrom\w+ OS/,
  Linux: /^Linux|X11;.*Linux/,
};

/** The browser's family, such as `Chrome`; `undefined` for one that the table does not hold. */
export function browserFamily({
  userAgent,
  userAgentData,
  brave,
}: FamilyInput): string | undefined {
  const brands = userAgentData?.brands?.map(({ brand }) => brand) ?? [];
  return familyOf([...brands, brave ? 'Brave' : '', userAgent].join(' '), browsers);
}

/** The system's family: `Windows macOS iOS Android ChromeOS Linux`. iPadOS is `iOS`. */
export function osFamily(input: FamilyInput): string | undefined {
  const handheld = deviceType(input) === 'desktop' ? '' : 'handheld ';
  return familyOf(`${handheld}${input.userAgentData?.platform ?? ''} ${input.userAgent}`, systems);
}

function familyOf(text: string, families: Families): string | undefined {
  return Object.keys(families).find((name) => families[name]?.test(text));
}
