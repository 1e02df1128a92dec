/** What tells a phone from a tablet from a computer. */
export interface DeviceInput {
  /** `navigator.userAgent`, or the header of that name. */
  readonly userAgent: string;
  /** `navigator.userAgentData` (or `Sec-CH-UA-Mobile` and `-Platform`, without quotes), where there is one. */
  readonly userAgentData?: { readonly mobile: boolean; readonly platform: string } | undefined;
  readonly maxTouchPoints?: number | undefined;
  /** CSS pixels of the screen. */
  readonly width?: number | undefined;
  readonly height?: number | undefined;
}

/** CSS pixels of a screen's shorter side: iPhones have up to 440, an iPad mini 744, the largest Galaxy Tab 924. */
const SMALLEST_TABLET = 600;
const SMALLEST_TOUCH_MONITOR = 1024;

/** Tablets by name. Amazon's models begin with KF; Silk and Samsung Internet are on no Linux PC. */
const tablet = /iPad|Tablet(?! PC)|\bKF[A-Z]{2}|X11; Linux.*(Silk|SamsungB)/;

/** What runs Android in front of a sofa: TV sets and boxes, Amazon's sticks (AFT…). */
const television = /TV|BRAVIA|\bAFT|Chromecast/;

/**
 * Tells the kind of device. Computers, with a touch screen or without, TV sets, consoles and everything
 * unheard-of are `desktop`. A crawler is what it says it is.
 *
 * @returns `mobile`, `tablet` or `desktop`. A foldable is what its browser says (mobile or not).
 * @example deviceType({ userAgent: navigator.userAgent, maxTouchPoints: navigator.maxTouchPoints })
 */
export function deviceType({
  userAgent,
  userAgentData,
  maxTouchPoints = 0,
  width = SMALLEST_TABLET,
  height = SMALLEST_TABLET,
}: DeviceInput): 'mobile' | 'tablet' | 'desktop' {
  const side = Math.min(width, height);
  // "Desktop site", on tablets often the default, calls iPadOS a Mac (no Mac has a touch screen) and Android
  // a Linux PC, in client hints too (Chrome for Android). Some Linux PCs do have a touch screen: a larger one.
  // Firefox is believed: where fingerprinting is resisted, its PCs report five touch points (Firefox 153).
  const posing =
    maxTouchPoints > 1 &&
    (/Macintosh.*WebKit/.test(userAgent) ||
      (/X11; Linux.*WebKit/.test(userAgent) && side < SMALLEST_TOUCH_MONITOR));
  if (posing) return side < SMALLEST_TABLET ? 'mobile' : 'tablet';
  if (tablet.test(userAgent)) return 'tablet';
  // Web views on Android TV say mobile.
  if (television.test(userAgent)) return 'desktop';
  if (userAgentData?.mobile || /Mobi|iPh|Opera Mini/.test(userAgent)) return 'mobile';
  const android = userAgentData?.platform === 'Android' || /Android/.test(userAgent);
  return android ? 'tablet' : 'desktop';
}
