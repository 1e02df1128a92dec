import type { SignalContext } from './context.js';
import { continentOf } from './geo-continent.js';
import { cleanName } from './geo-place.js';
import { geoSteps, type GeoStep, type KnownZones } from './geo-steps.js';
import { readTimeZone } from './geo-time-zone.js';
import { lazy } from './lazy.js';

/** Where a visitor is, who said so, and how far to trust it. */
export interface Geo {
  /** ISO 3166-1 alpha-2, such as `DE`. */
  readonly country?: string;
  /** ISO 3166-2 subdivision without the country, such as `CA`. */
  readonly region?: string | undefined;
  readonly city?: string | undefined;
  /** `AF AN AS EU NA OC SA`. */
  readonly continent?: string | undefined;
  /** The platform's own, such as `Europe/Berlin`, whatever the country came from. */
  readonly timezone?: string | undefined;
  readonly via?: string;
  readonly confidence?: GeoStep['confidence'];
}

/**
 * `geo.*`: the first source that names a country decides, and region and city are that source's own. Without a
 * country there is only the time zone.
 */
export function readGeo(context: SignalContext, known: KnownZones = {}): Geo {
  return Object.assign(lazy({ timezone: readTimeZone }), locate(context, known));
}

function locate(context: SignalContext, known: KnownZones): Geo {
  for (const { via, confidence, read } of geoSteps) {
    try {
      const place = read(context, known);
      const country = cleanName(place?.country)?.toUpperCase() ?? '';
      const continent = continentOf(country);
      if (!continent) continue;
      return {
        country,
        region: cleanName(place?.region),
        city: cleanName(place?.city),
        continent,
        via,
        confidence,
      };
    } catch {
      // A source that may not be read has nothing to say; the next one is asked.
    }
  }
  return {};
}
