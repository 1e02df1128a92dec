import { isRecord } from '../core/signal.js';
import type { Consent } from '../types.js';
import { whenDefined } from './page-function.js';

export type { Consent } from '../types.js';

/** Store on a device; create a profile for personalised content; use it. */
const purposes = [1, 5, 6];

/** By which a visitor of a US state, or of any by `usnat`, objects; 1 means that they do. */
const objections = ['SaleOptOut', 'SharingOptOut', 'TargetedAdvertisingOptOut', 'OptOutSale'];

/**
 * Asks a consent manager by the IAB's Global Privacy Platform, once its signal is `ready`. The strictest section that
 * applies decides: in Europe purposes 1, 5 and 6 of the TCF, in the US an opt-out of sale, sharing or targeted
 * advertising, or Global Privacy Control.
 *
 * @see https://github.com/InteractiveAdvertisingBureau/Global-Privacy-Platform/blob/main/Core/CMP%20API%20Specification.md
 * @returns A function that stops listening.
 * @example connect((state) => tailorbird.consent(state));
 */
export function connect(tell: (state: Consent) => void): () => void {
  const stopping = new AbortController();
  const { signal } = stopping;
  let told: Consent | undefined;

  whenDefined(
    '__gpp',
    (api) => {
      let listenerId: unknown;
      const listen = (event: unknown): void => {
        if (!isRecord(event) || signal.aborted) return;
        listenerId ??= event['listenerId'];
        const state = isRecord(event['pingData']) ? stateOf(event['pingData']) : undefined;
        if (!state || state === told) return;
        told = state;
        tell(state);
      };
      api('addEventListener', listen);
      signal.addEventListener('abort', () =>
        api('removeEventListener', () => undefined, listenerId),
      );
    },
    signal,
  );
  return () => stopping.abort();
}

function stateOf({
  signalStatus,
  applicableSections,
  parsedSections,
}: Record<string, unknown>): Consent | undefined {
  if (signalStatus !== 'ready' || !Array.isArray(applicableSections)) return undefined;
  // -1: none applies. 0: not told yet.
  if (applicableSections.includes(-1)) return 'granted';
  const sections = isRecord(parsedSections) ? Object.values(parsedSections) : [];
  if (!sections.length) return undefined;
  return sections.every(allows) ? 'granted' : 'denied';
}

/** A section is an object, or a list of segments that are. */
function allows(section: unknown): boolean {
  const fields: Readonly<Record<string, unknown>> = Object.fromEntries(
    [section]
      .flat()
      .filter(isRecord)
      .flatMap((part) => Object.entries(part)),
  );
  const consents = fields['PurposeConsent'] ?? fields['PurposeConsents'];
  if (consents !== undefined) {
    const list: readonly unknown[] = Array.isArray(consents) ? consents : [];
    // Either a list of the purposes agreed to, or one answer a purpose.
    return purposes.every((id) =>
      typeof list[0] === 'boolean' ? list[id - 1] === true : list.includes(id),
    );
  }
  return fields['Gpc'] !== true && objections.every((name) => !/^[1Y]$/.test(String(fields[name])));
}
