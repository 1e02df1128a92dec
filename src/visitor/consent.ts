import type { Reporter } from '../lib/report.js';
import type { Consent, ConsentSource, Plan } from '../types.js';
import { CHOICE, readText } from './snapshot.js';

/** A consent, and who said so. */
export interface StatedConsent {
  readonly state: Consent;
  readonly via: string;
}

/** What the visitor chose here by a control on an earlier page; else what holds before they have said anything. */
export const initialConsent = (plan: Plan): StatedConsent =>
  chosenConsent() ?? plannedConsent(plan);

/**
 * What holds before the visitor has said anything: Global Privacy Control or Do Not Track, unless the plan says they make no
 * difference, else the plan's default.
 * https://w3c.github.io/gpc/ and https://www.w3.org/TR/tracking-dnt/#dnt-header-field
 */
export function plannedConsent({ privacy = {} }: Plan): StatedConsent {
  const { globalPrivacyControl, doNotTrack } = navigator as {
    globalPrivacyControl?: boolean;
    doNotTrack?: string | null;
  };
  if ((globalPrivacyControl === true || doNotTrack === '1') && privacy.gpc !== 'ignore') {
    return {
      state: 'denied',
      via: globalPrivacyControl ? 'Global Privacy Control' : 'Do Not Track',
    };
  }
  const { consent } = privacy;
  if (!consent) return { state: 'granted', via: 'default' };
  return isSource(consent) ? { state: 'pending', via: consent } : { state: consent, via: 'plan' };
}

/** What the visitor chose by a control, on any page. */
export function chosenConsent():
  { readonly state: 'granted' | 'denied'; readonly via: string } | undefined {
  const choice = readText(CHOICE);
  return choice === 'granted' || choice === 'denied'
    ? { state: choice, via: 'visitor' }
    : undefined;
}

/** Whether a plan leaves the question to a consent manager. */
export function isSource(consent: Consent | ConsentSource | undefined): consent is ConsentSource {
  return consent !== undefined && !isConsent(consent);
}

function isConsent(text: string): text is Consent {
  return ['granted', 'denied', 'pending'].includes(text);
}

/** What the page says. What cannot be read is no consent, as in a plan. */
export function readConsent(text: string, report: Reporter): StatedConsent {
  const isKnown = isConsent(text);
  if (!isKnown) report('plan-value', 'consent()', 'expected granted, denied or pending');
  return { state: isKnown ? text : 'pending', via: 'consent()' };
}
