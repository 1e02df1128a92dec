import type { Audience } from '../core/audience.js';
import { isRecord } from '../core/signal.js';
import type { Segment } from '../types.js';

/** The paths of all signals that segments and audiences ask for. */
export function askedPaths(
  segments: readonly Segment[],
  audiences: readonly Audience[],
): ReadonlySet<string> {
  const paths = new Set<string>();
  const open: unknown[] = segments.map(({ when }) => when);
  // It grows on the way: without recursion, for conditions that are nested deep.
  for (const condition of open) {
    if (!isRecord(condition)) continue;
    for (const [key, value] of Object.entries(condition)) {
      if (!key.startsWith('$')) paths.add(key);
      else if (Array.isArray(value)) open.push(...(value as unknown[]));
    }
  }
  for (const term of audiences.flatMap(({ alternatives }) => alternatives.flat())) {
    if ('path' in term) paths.add(term.path);
  }
  return paths;
}
