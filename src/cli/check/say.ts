import { attribute } from '../../blocks/vocabulary.js';
import { anything, type Domain } from '../../logic/domain.js';
import { atoms, type Formula } from '../../logic/formula.js';
import { domainOf, signalGroups, signalPaths } from '../../logic/signals.js';
import { nearest } from '../nearest.js';

/* Sentences that several rules say. */

export interface Said {
  readonly message: string;
  readonly advice: string;
}

/** Short names of signals, for whoever misspelt one (core/audience.ts). */
const shortNames =
  'country region city lang channel source medium campaign term content path device os browser interest goal consent';

/** Of a term that cannot be read. */
export function sayBadTerm(term: string, text: string): Said {
  if (!text) {
    return {
      message: `${attribute.for} is empty, so this never matches.`,
      advice: 'Say whom it is for: a segment such as "returning", or "country:DE".',
    };
  }
  const [name = '', value] = term.replace(/^!/, '').split(':');
  const what = text === term ? 'this' : 'the alternative it stands in';
  const message = `"${term}" cannot be read, so ${what} never matches.`;
  if (value === '') return { message, advice: `Say what ${name} is to be: "${name}:VALUE".` };
  if (/[,&|;]/.test(term)) {
    return { message, advice: 'Join terms with "+" (both) or with a space (either).' };
  }
  if (value === undefined) {
    return { message, advice: 'An id has letters, digits, "_", "-" and "." alone.' };
  }
  const close = nearest(name, [...shortNames.split(' '), ...signalPaths]);
  return {
    message,
    advice: close
      ? `Did you mean "${close}:${value}"?`
      : `Begin with one of ${shortNames.replaceAll(' ', ', ')}, or with a group: ${signalGroups.join(', ')}.`,
  };
}

/** Of a path that nothing supplies. */
export function sayNoSignal(path: string): Said {
  const [group = ''] = path.split('.');
  const close = nearest(path, signalPaths) ?? nearest(group, signalGroups);
  return {
    message: `There is no signal "${path}": it has no value for anybody.`,
    advice: close
      ? `Did you mean "${close}"?`
      : `Signals are grouped: ${signalGroups.join(', ')}. What your site knows itself is in traits.`,
  };
}

/** What values a signal has, and which of them somebody probably meant. */
export function sayDomain(value: string, { description, texts }: Domain): string {
  const known = Array.isArray(texts) ? (texts as readonly string[]) : [];
  // The one mistake that is made again and again.
  if (value.toUpperCase() === 'UK' && known.includes('GB')) {
    return `It is ${description}; the United Kingdom is "GB".`;
  }
  const close =
    known.find((text) => text.toLowerCase() === value.toLowerCase()) ?? nearest(value, known);
  return `It is ${description}.${close ? ` Did you mean "${close}"?` : ''}`;
}

/** Of what is compared with the date and is not written as that is. */
export function sayWrongDate(value: string): Said {
  return {
    message: `time.date is never written like "${value}", and texts are compared letter by letter.`,
    advice: 'Write the day as YYYY-MM-DD: "2026-02-01".',
  };
}

/** How many signals are named where any of them may be a list. */
const LISTS_NAMED = 3;

/** What holds as long as nothing that a site supplies is a list; begins with a comma, empty where nothing could be one. */
export function sayUnlessList(formulas: readonly Formula[]): string {
  const paths = new Set(formulas.flatMap(atoms).map(({ path }) => path));
  const supplied = [...paths].filter((path) => path && (domainOf(path) ?? anything) === anything);
  if (!supplied.length) return '';
  const names = supplied.length > LISTS_NAMED ? 'a trait' : supplied.join(' or ');
  return `, unless ${names} is a list`;
}
