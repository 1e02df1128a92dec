import { isRecord } from '../core/signal.js';
import type { Consent } from '../types.js';
import { listen } from './manager.js';

export type { Consent } from '../types.js';

type Fields = Readonly<Record<string, unknown>>;

/** Sections are in force by number and told by name; the states' numbers follow each other from 7. */
const states =
  'usnat usca usva usco usut usct usfl usmt usor ustx usde usia usne usnh usnj ustn usmn usmd usin usky usri';

/** Store on a device; create a profile for personalised content; use it. */
const purposes = [1, 5, 6];

/** By which a visitor in the US objects: 1 or Y means that they do. */
const objections = ['SaleOptOut', 'SharingOptOut', 'TargetedAdvertisingOptOut', 'OptOutSale'];

/**
 * Asks a consent manager by the IAB's Global Privacy Platform, once its signal is `ready`. The strictest section that
 * applies decides: in Europe purposes 1, 5 and 6 of the TCF, in the US an opt-out of sale, sharing or targeted
 * advertising, or Global Privacy Control. Nothing is granted while one of them cannot be read.
 *
 * @see https://github.com/InteractiveAdvertisingBureau/Global-Privacy-Platform/blob/main/Core/CMP%20API%20Specification.md
 * @see https://github.com/InteractiveAdvertisingBureau/Global-Privacy-Platform/blob/main/Sections/Section%20Information.md
 * @returns A function that stops listening.
 * @example connect((state) => tailorbird.consent(state));
 */
export function connect(tell: (state: Consent) => void): () => void {
  return listen({ name: '__gpp', version: [], read }, tell);
}

function read({ pingData }: Fields): Consent | undefined {
  if (!isRecord(pingData) || pingData['signalStatus'] !== 'ready') return undefined;
  const { applicableSections, parsedSections } = pingData;
  if (!Array.isArray(applicableSections) || !applicableSections.length) return undefined;
  const found = applicableSections.map((id: unknown) =>
    // -1: no section applies.
    id === -1 ? 'granted' : readSection(id, isRecord(parsedSections) ? parsedSections : {}),
  );
  if (found.includes('denied')) return 'denied';
  return found.includes(undefined) ? undefined : 'granted';
}

function readSection(id: unknown, sections: Fields): Consent | undefined {
  if (id === 2) return readEurope(fieldsOf(sections['tcfeuv2']));
  const name = id === 6 ? 'uspv1' : states.split(' ')[Number(id) - 7];
  return name === undefined ? undefined : readUnitedStates(fieldsOf(sections[name]));
}

/** A section is an object, or a list of segments that are. */
function fieldsOf(section: unknown): Fields {
  return Object.assign({}, ...[section].flat().filter(isRecord)) as Fields;
}

function readEurope({
  PurposeConsent,
  PurposeConsents = PurposeConsent,
}: Fields): Consent | undefined {
  if (!Array.isArray(PurposeConsents)) return undefined;
  const list: readonly unknown[] = PurposeConsents;
  // Either a list of the purposes agreed to, or one answer a purpose.
  const agreed = purposes.every((id) =>
    typeof list[0] === 'boolean' ? list[id - 1] === true : list.includes(id),
  );
  return agreed ? 'granted' : 'denied';
}

function readUnitedStates(fields: Fields): Consent | undefined {
  const answers = objections.map((name) => String(fields[name]));
  if (fields['Gpc'] === true || answers.some((answer) => /^[1Y]$/.test(answer))) return 'denied';
  // 0 and -: does not apply. 2 and N: does not object.
  return answers.some((answer) => /^[02N-]$/.test(answer)) ? 'granted' : undefined;
}
