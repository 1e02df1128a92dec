import type { Source } from '../types.js';
import type { Touch } from '../visitor/record.js';

export interface SourceInput {
  /** Address of the page. */
  readonly url: string;
  /** `document.referrer`; empty if there is none. */
  readonly referrer?: string;
  /** Hosts of this site. */
  readonly ownHosts?: readonly string[];
  /** Hosts that only send people back, such as a payment page. */
  readonly ignore?: readonly string[];
}

/** Tells how a page view came about. @see classifyTouch */
export function classifySource(input: SourceInput): Source {
  return classifyTouch(input).source;
}

export function classifyTouch({
  url,
  referrer = '',
  ownHosts = [],
  ignore = [],
}: SourceInput): Touch {
  const query = new URL(url).searchParams;
  const name = query.get('utm_source') ?? undefined;
  const campaign = query.get('utm_campaign') ?? undefined;
  const host = /^[\w-]+:\/\/([^/:]+)/.exec(referrer)?.[1];
  const internal = host !== undefined && [...ownHosts, ...ignore].includes(host);
  return {
    kind: name || campaign ? 'tagged' : internal ? 'internal' : 'plain',
    source: {
      channel: name || campaign ? 'Unassigned' : host && !internal ? 'Referral' : 'Direct',
      paid: false,
      ...(name !== undefined && { name }),
      ...(campaign !== undefined && { campaign }),
      ...(host !== undefined && !internal && { referrer: host }),
    },
  };
}
