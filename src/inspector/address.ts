import { ASKED } from '../lib/asked.js';
import { fromJson, toJson, type Changes } from './changes.js';
import { pack, unpack } from './packed.js';

/** What a tab looks at, other than the visitor's own page. */
export interface Preview {
  /** An audience that the visitor is made to fit: terms of which all hold. */
  readonly as: readonly string[];
  /** What blocks show, by id: the name of a variant, or `default`. */
  readonly show: ReadonlyMap<string, string>;
  /** What the visitor is made to be. */
  readonly visitor: Changes;
}

export interface Asked extends Preview {
  /** Whether the panel is asked for. */
  readonly panel: boolean;
  /** What of the address means nothing. */
  readonly broken: readonly string[];
}

export const nothing: Preview = { as: [], show: new Map(), visitor: new Map() };

/** Whether a preview shows anything but the visitor's own page. */
export function isPreview({ as, show, visitor }: Preview): boolean {
  return as.length + show.size + visitor.size > 0;
}

const parameter = /^tb-(as|show|visitor|inspect)(=|$)/;

/** The parts of a query, as they were written. */
const parts = (query: string): string[] => query.replace(/^\?/, '').split('&').filter(Boolean);

/**
 * What the address asks for, or what it did when the page was opened: a router may have taken out what it does not know. If
 * it asks for nothing, what an earlier page in this tab did. A page that is loaded again is as it was changed since.
 *
 * @returns A query; empty if nothing is asked for.
 */
export function readWish(): string {
  const [opened] = performance.getEntriesByType('navigation') as PerformanceNavigationTiming[];
  const wishes = [location.search, opened && new URL(opened.name).search, stored()];
  if (opened?.type === 'reload') wishes.reverse();
  return wishes.map(wishIn).find(Boolean) ?? '';
}

const wishIn = (query: string | null | undefined): string =>
  parts(query ?? '')
    .filter((part) => parameter.test(part))
    .join('&');

/** Reads what is asked for. */
export async function readAsked(wish: string): Promise<Asked> {
  const query = new URLSearchParams(wish);
  const packed = query.get('tb-visitor');
  const json = packed === null ? undefined : await unpack(packed);
  const visitor = fromJson(json);
  const shows = query.getAll('tb-show').map((text) => [text, text.indexOf(':')] as const);
  return {
    panel: query.has('tb-inspect'),
    // A plus sign is a space to everybody else.
    as: (query.get('tb-as') ?? '')
      .split(/[\s+]+/)
      .filter(Boolean)
      .slice(0, 50),
    show: new Map(
      shows.flatMap(([text, colon]) =>
        colon > 0 ? [[text.slice(0, colon), text.slice(colon + 1)] as const] : [],
      ),
    ),
    visitor,
    broken: [
      ...(packed === null || visitor.size ? [] : ['tb-visitor']),
      ...shows.flatMap(([text, colon]) => (colon > 0 ? [] : [text])),
    ],
  };
}

/** A preview as the query of an address, without the question mark; empty for none. */
export async function toQuery({ as, show, visitor }: Preview): Promise<string> {
  return [
    ...(as.length ? [`tb-as=${as.map(encode).join('+')}`] : []),
    ...[...show].map(([block, name]) => `tb-show=${encode(block)}:${encode(name)}`),
    ...(visitor.size ? [`tb-visitor=${await pack(toJson(visitor))}`] : []),
  ].join('&');
}

/** This page's address with a preview in it, or with none. */
export function addressWith(query: string): string {
  const url = new URL(location.href);
  const others = parts(url.search).filter((part) => !parameter.test(part));
  url.search = [...others, query].filter(Boolean).join('&');
  return url.href;
}

/**
 * Keeps a preview for the tab: for its next pages, and for this one when it is loaded again. The address stays as it is: to
 * the page's own router and to other scripts another one is another page view.
 *
 * @returns It as a query.
 */
export async function keep(asked: Asked): Promise<string> {
  const query = [asked.panel ? 'tb-inspect' : '', await toQuery(asked)].filter(Boolean).join('&');
  try {
    if (query) sessionStorage.setItem(ASKED, `?${query}`);
    else sessionStorage.removeItem(ASKED);
  } catch {
    // Nothing can be stored here: it holds for this page.
  }
  return query;
}

/** Makes the address ask for this alone. */
export function ask(query: string): void {
  const address = addressWith(query);
  if (address !== location.href) history.replaceState(history.state, '', address);
}

function stored(): string | null {
  try {
    return sessionStorage.getItem(ASKED);
  } catch {
    return null;
  }
}

function encode(text: string): string {
  return encodeURIComponent(text).replace(/%3A/g, ':');
}
