import type { Sink, SinksHost, TrackedEvent } from '../../../src/types.js';
import { exposure } from '../../support/events.js';

/** A host with a queue in memory. */
export interface FakeHost extends SinksHost {
  queue: TrackedEvent[];
  /** Whose record there is. */
  whose: string | undefined;
  readonly problems: string[];
  rereads: number;
  stop(): void;
}

export function fakeHost(...to: Sink[]): FakeHost {
  const stops: (() => void)[] = [];
  const host: FakeHost = {
    to,
    queue: [],
    whose: exposure.visitor,
    problems: [],
    rereads: 0,
    report: (...problem) => void host.problems.push(problem.join(' | ')),
    onStop: (run) => void stops.push(run),
    visitor: () => host.whose,
    unsent: () => host.queue,
    reread: () => {
      host.rereads++;
      return Promise.resolve(host.queue);
    },
    accepted: (ids) => void (host.queue = host.queue.filter(({ id }) => !ids.has(id))),
    stop: () => stops.forEach((run) => run()),
  };
  return host;
}
