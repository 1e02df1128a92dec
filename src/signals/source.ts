import type { Source } from '../types.js';
import type { Touch } from '../visitor/record.js';
import { channel } from './channel.js';
import { parseAddress, readTags } from './source-address.js';
import { findClick, findName } from './source-lookup.js';
import { readReferrer, type Origin } from './source-referrer.js';

export interface SourceInput {
  /** Address of the page. */
  readonly url: string;
  /** `document.referrer`; empty if there is none. */
  readonly referrer?: string;
  /** Hosts of this site, each with its subdomains. The page's own host is always one. */
  readonly ownHosts?: readonly string[];
  /** Hosts that only send people back, such as a payment page. */
  readonly ignore?: readonly string[];
}

/**
 * Tells how a page view came about. `utm_*` parameters decide; what they leave open, a click id fills in, and then
 * the referrer. Never throws: an address that cannot be read is a direct visit.
 *
 * @example
 * classifySource({ url: 'https://shop.example/', referrer: 'https://www.google.com/' });
 * // { channel: 'Organic Search', platform: 'google', paid: false,
 * //   name: 'google', medium: 'organic', referrer: 'www.google.com' }
 */
export function classifySource(input: SourceInput): Source {
  return classifyTouch(input).source;
}

/** The source, and how far it counts against what is known already. @internal */
export function classifyTouch({
  url,
  referrer = '',
  ownHosts = [],
  ignore = [],
}: SourceInput): Touch {
  const page = parseAddress(url);
  if (!page) return { kind: 'plain', source: { channel: 'Direct', paid: false } };
  const tags = readTags(page);
  const from = readReferrer(referrer, [page.hostname, ...ownHosts, ...ignore]);
  const click = findClick([...tags.keys()]);
  // A link out of Instagram bears `fbclid` too: the app it was opened from knows better.
  const origin: Origin =
    click && !(click.medium === 'referral' && from.kind === 'social')
      ? { ...click, name: click.platform }
      : from;

  const source = tags.get('utm_source');
  const campaign = tags.get('utm_campaign');
  const name = source ?? origin.name;
  // Next to a tagged source only an advertiser's or a mailer's click id may say how the visitor came.
  const proven = click && !/referral|organic/.test(click.medium);
  const medium = tags.get('utm_medium') ?? (source && !proven ? undefined : origin.medium);
  const group = channel({ source: name, medium, campaign });

  return {
    kind:
      source || tags.has('utm_medium') || campaign || click
        ? 'tagged'
        : from.kind === 'internal' || from.kind === 'plain'
          ? from.kind
          : 'organic',
    source: present({
      channel: group,
      platform: findName(name ?? '')?.platform || origin.platform || from.platform,
      // A click id proves what a carelessly tagged link (`utm_medium=social`) does not say.
      paid: /^(Paid|Cross|Display)/.test(group) || /^(cpc|display)$/.test(click?.medium ?? ''),
      name,
      medium,
      campaign,
      term: tags.get('utm_term'),
      content: tags.get('utm_content'),
      referrer: from.host,
      click: click?.click,
    }),
  };
}

/** Leaves out what is unknown. */
function present(fields: { [K in keyof Source]: Source[K] | undefined }): Source {
  return JSON.parse(JSON.stringify(fields)) as Source;
}
