import { pending } from '../core/signal.js';
import type { Signals } from '../types.js';
import type { SignalContext } from './context.js';
import { readDevice } from './device-page.js';
import { readGeo } from './geo.js';
import { readGoals } from './goals.js';
import { readPage } from './page.js';
import { readTime } from './time.js';
import { readFirstTouch, readSource } from './touch.js';
import { readVisits } from './visits.js';

/** The signals of a page view, each group read when first asked for and then kept. */
export interface SignalReader {
  readonly signals: Signals;
  /** Reads everything but place and device anew when next asked. */
  forget(): void;
  /** The deadline: whatever is pending becomes unavailable. */
  settle(): void;
}

/** A new group is a new row. */
const readers: Readonly<Record<string, (context: SignalContext) => unknown>> = {
  page: readPage,
  source: readSource,
  first: readFirstTouch,
  geo: readGeo,
  device: readDevice,
  visits: readVisits,
  goals: readGoals,
  traits: ({ traits }) => traits(),
  time: readTime,
  consent: ({ consent }) => consent(),
};

/** What does not change while a page is open, or costs too much to ask again. */
const lasting = /^(geo|device)$/;

export function createSignals(context: SignalContext): SignalReader {
  const cache = new Map<string, unknown>();
  let settled = false;
  const signals = {};
  for (const [group, read] of Object.entries(readers)) {
    Object.defineProperty(signals, group, {
      enumerable: true,
      get: () => {
        if (!cache.has(group)) cache.set(group, readGroup(group, read, context));
        const value = cache.get(group);
        return settled && value === pending ? undefined : value;
      },
    });
  }
  return {
    signals,
    forget() {
      for (const group of cache.keys()) if (!lasting.test(group)) cache.delete(group);
    },
    settle: () => void (settled = true),
  };
}

/** A group that cannot be read is unavailable; the others are not its concern. */
function readGroup(name: string, read: (typeof readers)[string], context: SignalContext): unknown {
  try {
    return read(context);
  } catch (error) {
    return void context.report('exception', name, String(error));
  }
}
