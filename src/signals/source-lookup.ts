import { sourceHosts } from './source-hosts.js';

/** A place that visitors come from; its words are those of scripts/source-hosts.txt. */
export interface Place {
  /**
   * `search social video shopping ai mail display`; `internal` is only passed through (payment, sign-in), `plain` has no
   * channel of its own.
   */
  readonly kind: string;
  readonly medium: string;
  readonly platform?: string | undefined;
  /** The click id that told the place. */
  readonly click?: string;
}

/**
 * The first label tells webmail (group 1) from the rest of a domain, and also sign-in and payment pages, of which there
 * are more than any list could name. A domain that is itself so called (`auth.dev`) is left alone.
 */
const firstLabel =
  /^((web)?mail\d*\.)|^((log|sign)in|accounts?|o?auth|sso|pay(ments?)?|checkout)\.[^.]+\../;

/** `.com`, `.de`, `.co.uk`, `.com.br`; Google has a Catalan domain as well. */
const country = /\.(com|cat|(com?\.)?[a-z]{2})$/;

/** To search in whatever case. */
const table = sourceHosts.toLowerCase();

/** What is known about a host; its longest known ending decides. */
export function findHost(host: string): Place | undefined {
  const label = firstLabel.exec(host);
  let ending = '=' + host.replace(/^(www|m)\.(?=.*\.)/, '');
  let place: Place | undefined;
  while (ending.includes('.') && !place) {
    place = findWord(ending.replace(/\.com$/, '.')) ?? findWord(ending.replace(country, '.*'));
    ending = ending.replace(/^=|^[^.]*\./, '');
  }
  // Of an internal place nobody asks the medium.
  return label ? { ...place, kind: label[1] ? 'mail' : 'internal', medium: 'email' } : place;
}

/** What a source is known as, by its host or by the name of its platform (`google`, `fb`, `twitter`). */
export function findName(source: string): Place | undefined {
  const name = source.toLowerCase();
  return name.includes('.')
    ? findHost(name)
    : (find(`;${name} `) ?? find(` ${name} `) ?? find(` ${name}. `));
}

/** Whose click id is among these parameters; one that proves a paid click goes first. */
export function findClick(parameters: readonly string[]): Place | undefined {
  for (const mark of '!?') {
    for (const parameter of parameters) {
      const word = ` ${mark}${parameter} `;
      const place = find(word);
      if (place) {
        // As the platform spells it: `ScCid`.
        const click = sourceHosts.slice(table.indexOf(word)).slice(2, word.length - 1);
        return { ...place, medium: mark === '!' ? 'cpc' : place.medium, click };
      }
    }
  }
  return undefined;
}

/** A host in the table, whole or behind its platform's name. */
function findWord(host: string): Place | undefined {
  return find(` ${host} `) ?? find(`;${host.replace('.', ' .')} `);
}

function find(text: string): Place | undefined {
  const at = table.indexOf(text);
  if (at < 0) return undefined;
  const [kind = '', medium = ''] = wordsAfter('|', at);
  return { kind, medium, platform: wordsAfter(';', at)[0] };
}

/** The first two words after the last such mark. */
function wordsAfter(mark: string, at: number): readonly string[] {
  return table.slice(table.lastIndexOf(mark, at) + 1).split(/[ :;]/, 2);
}
