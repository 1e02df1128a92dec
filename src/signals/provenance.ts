import { isText, readPath } from '../core/signal.js';
import type { Signals } from '../types.js';
import type { SignalContext } from './context.js';
import { deviceVia } from './device-page.js';
import { readFirstTouch, readSource, touchVia } from './touch.js';

type Origin = string | ((field: string, context: SignalContext, signals: Signals) => unknown);

const clock = 'system clock';
const record = 'record';

/** Where signals are read: by path, or by group for the rest of it. */
const origins: Readonly<Record<string, Origin>> = {
  page: 'location',
  'page.title': 'document',
  'page.lang': 'document',
  source: (_, context) => touchVia(context, readSource),
  first: (_, context) => touchVia(context, readFirstTouch),
  geo: (_, __, signals) => readPath(signals, 'geo.via'),
  'geo.timezone': clock,
  device: deviceVia,
  'device.touch': 'navigator',
  'device.saveData': 'navigator',
  'device.languages': 'navigator',
  'device.width': 'window',
  'device.height': 'window',
  'device.colorScheme': 'media query',
  'device.reducedMotion': 'media query',
  visits: record,
  interests: record,
  goals: record,
  traits: (field, { traitVia }) => traitVia(field),
  time: clock,
  consent: (_, { consentVia }) => consentVia(),
};

/** Where the signal at a path was read, in a word or two. */
export function provenance(path: string, context: SignalContext, signals: Signals): string {
  const [group = '', field = ''] = path.split('.');
  const origin = origins[`${group}.${field}`] ?? origins[group];
  const via = typeof origin === 'function' ? origin(field, context, signals) : origin;
  // A place that is on its way comes from the plan's endpoint: nothing else takes time.
  return isText(via) ? via : 'endpoint';
}
