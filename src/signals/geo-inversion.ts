import { pending } from '../core/signal.js';
import type { SignalContext } from './context.js';
import { readLanguages } from './device-languages.js';
import { countryOfCity } from './geo-time-zone.js';
import { candidateCountries, searchZone } from './geo-zone-search.js';

/** Milliseconds until the next slice in WebKit, which has no `requestIdleCallback`. */
const PAUSE = 100;

/**
 * The country of a time zone: by the table, else as an earlier page found out. What neither knows is searched for
 * when the browser is idle, where it may be kept for the next page.
 */
export function createInversion(context: SignalContext): (zone: string) => string | undefined {
  let searching = false;

  async function search(zone: string): Promise<void> {
    const candidates = candidateCountries(zone, readLanguages());
    const country = await searchZone({ zone, candidates, idle });
    if (context.record() === pending || context.stopped()) return;
    // Nothing found is worth keeping too: it took longest. Earlier zones go: they would say where the visitor was once.
    context.remember({ zones: { [zone]: country ?? '' } });
    context.onPlace();
  }

  return (zone) => {
    const record = context.record();
    const zones = (record !== pending && record?.known.zones) || {};
    const country = countryOfCity(zone) ?? zones[zone];
    if (country === undefined && zone && record && !searching) {
      searching = true;
      void search(zone);
    }
    return country;
  };
}

function idle(): Promise<unknown> {
  const { requestIdleCallback: request } = window as Partial<Window>;
  return new Promise((resolve) =>
    typeof request === 'function' ? request(resolve) : setTimeout(resolve, PAUSE),
  );
}
