import { findName } from './source-lookup.js';

/** What a channel is told by: the values of `utm_source`, `utm_medium` and `utm_campaign`, or what stands for them. */
export interface ChannelInput {
  readonly source?: string | undefined;
  readonly medium?: string | undefined;
  readonly campaign?: string | undefined;
}

/** A rule fits if any of its conditions does; where it says `paid`, the medium must be a paid one as well. */
interface Rule {
  readonly channel: string;
  readonly paid?: true;
  /** What the source is known as: Google's lists of search, social, video and shopping sites. */
  readonly kind?: string;
  readonly source?: RegExp;
  readonly medium?: RegExp;
  readonly campaign?: RegExp;
}

const paid = true;
const paidMedium = /cp|^(ppc|retargeting)$|^paid/i;
const shop = /([^a-df-z]|^)shop|shopping/i;
const email = /^e[-_ ]?mail$/i;
const sms = /^sms$/i;

/**
 * Google Analytics 4's rules for tagged traffic after `Direct`, in Google's order: the first that fits decides. The
 * expressions are Google's in fewer letters: its `^(.*cp.*|ppc|retargeting|paid.*)$` is `paidMedium`. `AI Assistant` goes by our list of assistants too: Google's has only a few of them.
 * @see https://support.google.com/analytics/answer/9756891
 */
const rules: readonly Rule[] = [
  { channel: 'Cross-network', campaign: /cross-network/i },
  { channel: 'Paid Shopping', paid, kind: 'shopping', campaign: shop },
  { channel: 'Paid Search', paid, kind: 'search' },
  { channel: 'Paid Social', paid, kind: 'social' },
  { channel: 'Paid Video', paid, kind: 'video' },
  { channel: 'Display', medium: /^(display|banner|expandable|interstitial|cpm)$/i },
  { channel: 'Paid Other', medium: paidMedium },
  { channel: 'Organic Shopping', kind: 'shopping', campaign: shop },
  {
    channel: 'Organic Social',
    kind: 'social',
    medium: /^(social([- ](network|media))?|sm)$/i,
  },
  { channel: 'Organic Video', kind: 'video', medium: /video/i },
  { channel: 'Organic Search', kind: 'search', medium: /^organic$/i },
  { channel: 'AI Assistant', kind: 'ai', medium: /^ai-assistant$/i },
  { channel: 'Referral', medium: /^(referral|app|link)$/i },
  { channel: 'Email', source: email, medium: email },
  { channel: 'Affiliates', medium: /^affiliate$/i },
  { channel: 'Audio', medium: /^audio$/i },
  { channel: 'SMS', source: sms, medium: sms },
  { channel: 'Mobile Push', source: /^firebase$/i, medium: /push$|mobile|notification/i },
];

/**
 * The channel of a visit by the rules of Google Analytics 4's default channel group; `Unassigned` if none fits.
 * Upper and lower case are the same. Nothing at all is a direct visit.
 *
 * @example channel({ source: 'google', medium: 'cpc' }); // 'Paid Search'
 */
export function channel({ source = '', medium = '', campaign = '' }: ChannelInput): string {
  const direct = /^(\(direct\))?$/i.test(source) && /^(\((none|not set)\))?$/i.test(medium);
  if (direct && (source || !campaign)) return 'Direct';
  const kind = findName(source)?.kind;
  const fit = rules.find(
    (rule) =>
      (!rule.paid || paidMedium.test(medium)) &&
      ((kind && kind === rule.kind) ||
        rule.source?.test(source) ||
        rule.medium?.test(medium) ||
        rule.campaign?.test(campaign)),
  );
  return fit?.channel ?? 'Unassigned';
}
