import type { SinksHost, TrackedEvent } from '../types.js';
import { createBeacon } from './beacon.js';
import { createTeller } from './teller.js';

/**
 * Connects a page to the tools and the address that its plan names.
 *
 * @returns Tells an event to the tools on the page; to be called once for each. Never throws.
 * @example const tell = connect(host);
 */
export function connect(host: SinksHost): (event: TrackedEvent) => void {
  const tell = createTeller(host);
  // One: an event leaves the queue when it has arrived, and could not wait there for a second.
  const beacon = host.to.find((sink) => typeof sink === 'object');
  const changed = beacon && createBeacon(host, beacon.beacon);
  return (event) => {
    tell(event);
    changed?.();
  };
}
