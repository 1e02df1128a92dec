import { isRecord, isText, pending } from '../core/signal.js';
import type { GeoHint } from '../types.js';
import type { SignalContext } from './context.js';
import { continentOf } from './geo-continent.js';
import { cleanName } from './geo-place.js';

/** Names that hosts use for the same thing; codes first, as what stands beside them may be a name (`Germany`). */
const fields = {
  country: ['country_code', 'countryCode', 'country', 'loc'],
  region: ['region_code', 'regionCode', 'region'],
  city: ['city'],
} as const;

/**
 * Asks the plan's endpoint where the visitor is: once a page view, if no nearer source knew, and once a visit
 * where the answer may be kept. What has not come by the deadline is given up.
 */
export function createEndpoint(context: SignalContext): () => GeoHint | typeof pending | undefined {
  let asked = false;
  let answer: GeoHint | typeof pending | undefined;

  async function ask(address: string): Promise<void> {
    const { signal } = context.deadline;
    try {
      // `same-origin` makes another origin an error, redirects included.
      const response = await fetch(address, { mode: 'same-origin', signal });
      answer = response.ok ? parseAnswer(await response.text()) : undefined;
      if (answer) context.remember({ place: answer });
      else context.report('geo-endpoint', address, `names no country (${response.status})`);
    } catch (error) {
      answer = undefined;
      if (signal.aborted) return;
      context.report('geo-endpoint', address, String(error));
    }
    context.onPlace();
  }

  return () => {
    const address = context.plan().geo?.endpoint;
    const record = context.record();
    const given = context.deadline.signal.aborted ? undefined : pending;
    if (!address || asked) return answer === pending ? given : answer;
    if (record !== pending && record?.known.place) return record.known.place;
    if (given) {
      asked = true;
      answer = pending;
      void ask(address);
    }
    return given;
  };
}

/**
 * Reads JSON, or `key=value` lines as of Cloudflare's `/cdn-cgi/trace` (`loc=DE`).
 *
 * @returns `undefined` if it names no country.
 */
export function parseAnswer(text: string): GeoHint | undefined {
  let said: unknown;
  try {
    said = JSON.parse(text);
  } catch {
    said = Object.fromEntries(text.split('\n').map((line) => line.split('=')));
  }
  if (!isRecord(said)) return undefined;
  const read = (names: readonly string[]): string | undefined =>
    names.map((name) => cleanName(said[name])).find(isText);
  const country = read(fields.country)?.toUpperCase() ?? '';
  const [region, city] = [read(fields.region), read(fields.city)];
  return continentOf(country)
    ? { country, ...(region && { region }), ...(city && { city }) }
    : undefined;
}
