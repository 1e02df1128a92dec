import type { Consent, Plan } from '../types.js';

/**
 * What holds before the visitor has said anything here: Global Privacy Control or Do Not Track, unless the
 * plan says they make no difference, else the plan's default.
 * https://w3c.github.io/gpc/ and https://www.w3.org/TR/tracking-dnt/#dnt-header-field
 */
export function initialConsent({ privacy = {} }: Plan): Consent {
  const { globalPrivacyControl, doNotTrack } = navigator as {
    globalPrivacyControl?: boolean;
    doNotTrack?: string | null;
  };
  const objects = globalPrivacyControl === true || doNotTrack === '1';
  return objects && privacy.gpc !== 'ignore' ? 'denied' : (privacy.consent ?? 'granted');
}
