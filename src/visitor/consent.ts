import type { Consent, Plan } from '../types.js';

/** A consent, and who said so. */
export interface StatedConsent {
  readonly state: Consent;
  readonly via: string;
}

/**
 * What holds before the visitor has said anything here: Global Privacy Control or Do Not Track, unless the
 * plan says they make no difference, else the plan's default.
 * https://w3c.github.io/gpc/ and https://www.w3.org/TR/tracking-dnt/#dnt-header-field
 */
export function initialConsent({ privacy = {} }: Plan): StatedConsent {
  const { globalPrivacyControl, doNotTrack } = navigator as {
    globalPrivacyControl?: boolean;
    doNotTrack?: string | null;
  };
  const via = globalPrivacyControl ? 'Global Privacy Control' : 'Do Not Track';
  return (globalPrivacyControl === true || doNotTrack === '1') && privacy.gpc !== 'ignore'
    ? { state: 'denied', via }
    : { state: privacy.consent ?? 'granted', via: privacy.consent ? 'plan' : 'default' };
}
