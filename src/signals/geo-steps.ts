import type { pending } from '../core/signal.js';
import { own } from '../lib/own.js';
import type { SignalContext } from './context.js';
import { readLanguages, regionOf } from './device-languages.js';
import { parsePlace, type Place } from './geo-place.js';
import { readTimeZone } from './geo-time-zone.js';

/** One source of the visitor's place. */
export interface GeoStep {
  readonly via: string;
  /** `high`: the host said so. `medium`: the clock is set to it. `low`: a language was chosen for it. */
  readonly confidence: 'high' | 'medium' | 'low';
  /** What the source says; it may throw, and then it says nothing. */
  readonly read: (context: SignalContext) => Place | typeof pending | undefined;
}

/** The first that names a country answers. A new source is a new row. */
export const geoSteps: readonly GeoStep[] = [
  { via: 'option', confidence: 'high', read: ({ geo }) => geo },
  { via: 'html', confidence: 'high', read: readRoot },
  { via: 'meta', confidence: 'high', read: readMeta },
  { via: 'server-timing', confidence: 'high', read: readServerTiming },
  { via: 'cookie', confidence: 'high', read: readCookie },
  { via: 'endpoint', confidence: 'high', read: ({ endpoint }) => endpoint() },
  { via: 'timezone', confidence: 'medium', read: readZone },
  { via: 'language', confidence: 'low', read: readLanguage },
];

/** `<html data-geo-country="DE">`. */
function readRoot(): Place {
  return placeOf((field) => own(document, 'documentElement').getAttribute(`data-geo-${field}`));
}

/** `<meta name="geo-country" content="DE">`; a script in the head sees only what stands before it. */
function readMeta(): Place {
  return placeOf((field) =>
    document.querySelector(`meta[name=geo-${field}]`)?.getAttribute('content'),
  );
}

function placeOf(read: (field: string) => unknown): Place {
  return { country: read('country'), region: read('region'), city: read('city') };
}

/** `Server-Timing: geo;desc="US-CA"` (https://www.w3.org/TR/server-timing/), on secure pages in all three engines. */
function readServerTiming(): Place {
  const [entry] = performance.getEntriesByType('navigation') as PerformanceNavigationTiming[];
  return parsePlace(entry?.serverTiming.find(({ name }) => name === 'geo')?.description);
}

/** Reading cookies throws in a sandboxed frame. */
function readCookie({ plan }: SignalContext): Place | undefined {
  const name = plan().geo?.cookie;
  if (!name) return undefined;
  const pair = document.cookie.split('; ').find((text) => text.startsWith(`${name}=`));
  return parsePlace(pair?.slice(name.length + 1));
}

function readZone({ zoneCountry }: SignalContext): Place {
  return { country: zoneCountry(readTimeZone() ?? '') };
}

function readLanguage(): Place {
  return { country: readLanguages().map(regionOf).find(Boolean) };
}
