import { pending } from '../core/signal.js';
import type { SignalContext } from './context.js';
import { continentOf } from './geo-continent.js';
import { cleanName } from './geo-place.js';
import { geoSteps } from './geo-steps.js';
import { readTimeZone } from './geo-time-zone.js';
import { lazy } from './lazy.js';

/** A place of which nothing is known, or nothing yet. */
const nowhere = (value?: typeof pending): object =>
  Object.fromEntries(
    ['country', 'region', 'city', 'continent', 'via', 'confidence'].map((field) => [field, value]),
  );

/**
 * `geo.*`: the first source that names a country decides, and region and city are that source's own. Without a
 * country there is only the time zone.
 */
export function readGeo(context: SignalContext): object {
  return Object.assign(lazy({ timezone: readTimeZone }), locate(context));
}

function locate(context: SignalContext): object {
  for (const { via, confidence, read } of geoSteps) {
    try {
      const place = read(context);
      if (place === pending) return nowhere(pending);
      const country = cleanName(place?.country)?.toUpperCase() ?? '';
      const continent = continentOf(country);
      if (!continent) continue;
      // An endpoint's answer was cleaned when it came: a percent sign that is left belongs there.
      const [region, city] = [place?.region, place?.city].map((name) =>
        via === 'endpoint' ? name : cleanName(name),
      );
      return { country, region, city, continent, via, confidence };
    } catch {
      // A source that may not be read has nothing to say; the next one is asked.
    }
  }
  return nowhere();
}
