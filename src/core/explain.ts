import type {
  Explanation,
  Segment,
  SegmentExplanation,
  SignalExplanation,
  Signals,
} from '../types.js';
import type { Decider } from './choose.js';
import type { Trace } from './condition.js';
import { builtInSegments } from './segments.js';
import { isRecord, pending } from './signal.js';

/**
 * Says what every signal is, where it was read, and why each segment matches or does not.
 *
 * @param via Where the signal at a path was read.
 */
export function explain(
  decider: Decider,
  signals: Signals,
  via: (path: string) => string | undefined = () => undefined,
): Pick<Explanation, 'signals' | 'why'> {
  return {
    signals: flatten(signals, '').map((signal) =>
      signal.state === 'unavailable' ? signal : { ...signal, via: via(signal.path) },
    ),
    why: decider.segments.map((segment) => whySegment(segment, decider)),
  };
}

function whySegment(segment: Segment, decider: Decider): SegmentExplanation {
  const { id, name } = segment;
  const because: Parameters<Trace>[0][] = [];
  const matches = decider.segment(id, (leaf) => because.push(leaf));
  return { id, name, own: !builtInSegments.includes(segment), matches, because };
}

function flatten(value: unknown, path: string): SignalExplanation[] {
  if (isRecord(value)) {
    return Object.entries(value).flatMap(([key, part]) =>
      flatten(part, path ? `${path}.${key}` : key),
    );
  }
  const state = value === pending ? 'pending' : value === undefined ? 'unavailable' : 'known';
  return [{ path, value: value === pending ? undefined : value, state }];
}
