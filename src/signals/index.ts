import { pending } from '../core/signal.js';
import type { Signals } from '../types.js';
import type { SignalContext, SignalSources } from './context.js';
import { createDetail } from './device-detail.js';
import { readDevice } from './device-page.js';
import { createEndpoint } from './geo-endpoint.js';
import { createInversion } from './geo-inversion.js';
import { readGeo } from './geo.js';
import { readGoals } from './goals.js';
import { readInterests } from './interests.js';
import { readPage } from './page.js';
import { provenance } from './provenance.js';
import { readTime } from './time.js';
import { readFirstTouch, readSource } from './touch.js';
import { readVisits } from './visits.js';

/** The signals of a page view, each group read when first asked for and then kept. */
export interface SignalReader {
  readonly signals: Signals;
  /** Where the signal at a path was read. */
  via(path: string): string | undefined;
  /** Reads everything but the place anew when next asked. */
  forget(): void;
  /** The place too: another source may answer now. It takes longest to read, and does not change by itself. */
  forgetPlace(): void;
}

/** A new group is a new row. */
const readers: Readonly<Record<string, (context: SignalContext) => unknown>> = {
  page: readPage,
  source: readSource,
  first: readFirstTouch,
  geo: readGeo,
  device: readDevice,
  visits: readVisits,
  interests: readInterests,
  goals: readGoals,
  traits: ({ traits }) => traits(),
  time: readTime,
  consent: ({ consent }) => consent(),
};

export function createSignals(sources: SignalSources): SignalReader {
  const cache = new Map<string, unknown>();
  const signals: Record<string, unknown> = {};

  function forget(): void {
    for (const group of cache.keys()) if (group !== 'geo') cache.delete(group);
  }

  const forgetPlace = (): void => void cache.delete('geo');

  const shared: Omit<SignalContext, 'endpoint' | 'zoneCountry' | 'detail'> = {
    ...sources,
    onPlace() {
      forgetPlace();
      sources.onChange();
    },
  };
  const context = shared as SignalContext;
  Object.assign(context, {
    endpoint: createEndpoint(context),
    zoneCountry: createInversion(context),
    detail: createDetail(context),
  });

  for (const [group, read] of Object.entries(readers)) {
    Object.defineProperty(signals, group, {
      // The inspector puts a made-up visitor's in its place.
      configurable: true,
      enumerable: true,
      get: () => {
        if (!cache.has(group)) cache.set(group, readGroup(group, read, context));
        const value = cache.get(group);
        return value === pending && sources.deadline.signal.aborted ? undefined : value;
      },
    });
  }
  return { signals, via: (path) => provenance(path, context, signals), forget, forgetPlace };
}

/** A group that cannot be read is unavailable; the others are not its concern. */
function readGroup(name: string, read: (typeof readers)[string], context: SignalContext): unknown {
  try {
    return read(context);
  } catch (error) {
    return void context.report('exception', name, String(error));
  }
}
