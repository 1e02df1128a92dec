import { clean, parseAddress } from './source-address.js';
import { findHost, findName, type Place } from './source-lookup.js';

/** Who linked here, in the words a campaign would use. */
export interface Origin extends Partial<Place> {
  readonly kind: string;
  /** The platform where its name alone tells the kind, else the host. */
  readonly name?: string | undefined;
  readonly host?: string;
}

/** An app that opens a page in the browser: `android-app://com.slack/`. */
const app = /^android-app:/i;

/** Reads `document.referrer`. The hosts in `own` count with their subdomains. */
export function readReferrer(referrer: string, own: readonly string[]): Origin {
  // Chromium before 130 read no host from a scheme it did not know: the app's is lent a known one.
  const address = parseAddress(referrer.replace(app, 'https:'));
  const host = clean(address?.hostname ?? '').replace(/\.+$/, '');
  if (!host || !/^https?:$/.test(address?.protocol ?? '')) return { kind: 'plain' };
  const place = findHost(app.test(referrer) ? host.split('.').reverse().join('.') : host);
  if (place?.kind === 'internal' || own.some((name) => covers(name, host))) {
    return { kind: 'internal' };
  }
  const known: Place = { kind: 'plain', medium: 'referral', ...place };
  // `yahoo` as a name means the search engine: its mail is known by the host.
  const name =
    findName(known.platform ?? '')?.kind === known.kind
      ? known.platform
      : host.replace(/^www\./, '');
  return { ...known, name, host };
}

/** `shop.example` covers itself and `blog.shop.example`; `www.shop.example` means the same. */
function covers(own: string, host: string): boolean {
  return ('.' + host).endsWith('.' + own.toLowerCase().replace(/^www\./, ''));
}
