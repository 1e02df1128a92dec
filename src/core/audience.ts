import { decode } from '../lib/decode.js';
import { hasOwn } from './signal.js';

/** One requirement: a segment's id, or a signal that equals a value. */
export type Term =
  | { readonly negated: boolean; readonly segment: string }
  | {
      readonly negated: boolean;
      /** Dotted path of the signal. */
      readonly path: string;
      /** Lower-cased; what the signal has to equal or, with `match: 'prefix'`, start with. */
      readonly value: string;
      /** `range` is a language range: `de` fits `de` and `de-AT` (RFC 4647, section 3.3.1). */
      readonly match: 'equal' | 'prefix' | 'range' | 'exists';
    };

/** Alternatives of which one must hold; each is a list of terms that must all hold. */
export interface Audience {
  /** The text with its white space made single. */
  readonly text: string;
  readonly alternatives: readonly (readonly Term[])[];
  /** Terms that make no sense; their alternative is left out. */
  readonly bad: readonly string[];
}

/** Short names of signals. */
const aliases: Readonly<Record<string, string>> = {
  country: 'geo.country',
  region: 'geo.region',
  city: 'geo.city',
  lang: 'device.languages.0',
  channel: 'source.channel',
  source: 'source.name',
  medium: 'source.medium',
  campaign: 'source.campaign',
  term: 'source.term',
  content: 'source.content',
  path: 'page.path',
  device: 'device.type',
  os: 'device.os',
  browser: 'device.browser',
  interest: 'interests.top',
  goal: 'goals',
  consent: 'consent',
};

/** A full signal path: one of the groups and what is in it. */
const group = /^(page|source|first|geo|device|visits|interests|goals|traits|time)(\.[^.]+)+$/;

/**
 * Reads the text of `data-tb-for`: terms joined by `+` must all hold, alternatives stand between white
 * space, `!` negates a term. A term is a segment id or `signal:value`.
 *
 * @returns Never throws: an alternative with a term that makes no sense is left out, the term is in `bad`.
 * @example parseAudience('returning+country:DE !mobile').alternatives.length // 2
 */
export function parseAudience(text: string): Audience {
  const words = text.split(/\s+/).filter(Boolean);
  const bad: string[] = [];
  const alternatives: Term[][] = [];
  for (const word of words) {
    const terms = word.split('+').map(parseTerm);
    const wrong = terms.findIndex((term) => !term);
    if (wrong < 0) alternatives.push(terms as Term[]);
    else bad.push(word.split('+')[wrong] || word);
  }
  if (words.length === 0) bad.push('');
  return { text: words.join(' '), alternatives, bad };
}

function parseTerm(text: string): Term | undefined {
  const negated = text[0] === '!';
  const body = negated ? text.slice(1) : text;
  const colon = body.indexOf(':');
  if (colon < 0) return /^[\w.-]+$/.test(body) ? { negated, segment: body } : undefined;
  const signal = body.slice(0, colon);
  const path = hasOwn(aliases, signal) ? aliases[signal] : group.test(signal) ? signal : undefined;
  const raw = body.slice(colon + 1);
  if (!path || !raw) return undefined;
  // An encoded asterisk is one to be equal to.
  const prefix = raw.endsWith('*');
  const value = decode(prefix ? raw.slice(0, -1) : raw);
  if (signal === 'goal') {
    return prefix ? undefined : { negated, path: `goals.${value}`, value, match: 'exists' };
  }
  return {
    negated,
    path,
    value: value.toLowerCase(),
    match: prefix ? 'prefix' : signal === 'lang' ? 'range' : 'equal',
  };
}
