/** What tells a phone from a tablet from a computer. */
export interface DeviceInput {
  /** `navigator.userAgent`. */
  readonly userAgent: string;
  /** `navigator.userAgentData`, where there is one. */
  readonly userAgentData?: { readonly mobile: boolean; readonly platform: string } | undefined;
  readonly maxTouchPoints?: number | undefined;
  /** CSS pixels of the screen. */
  readonly width?: number | undefined;
  readonly height?: number | undefined;
}

/** @returns `mobile`, `tablet` or `desktop`. */
export function deviceType({
  userAgent,
  userAgentData,
  maxTouchPoints = 0,
}: DeviceInput): 'mobile' | 'tablet' | 'desktop' {
  // iPadOS calls itself a Mac; no Mac has a touch screen.
  if (/iPad|Tablet/.test(userAgent) || (/Macintosh/.test(userAgent) && maxTouchPoints > 1))
    return 'tablet';
  if (userAgentData?.mobile || /Mobi/.test(userAgent)) return 'mobile';
  return /Android/.test(userAgent) ? 'tablet' : 'desktop';
}
