import { attribute } from '../blocks/vocabulary.js';
import type { Sighting } from '../lib/asked.js';

/** What happened on this page view, in milliseconds since it was opened. */
export interface Timing {
  readonly started: number | undefined;
  readonly decided: number | undefined;
  readonly painted: number | undefined;
  readonly swaps: readonly {
    readonly block: string;
    readonly shown: string;
    readonly at: number;
  }[];
  /** How long each block was hidden, and how much of that after the first paint. */
  readonly hidden: readonly {
    readonly block: string;
    readonly time: number;
    readonly seen: number;
  }[];
  /** What `<html>` said first: whether the record was known at once. */
  readonly firstSegments: readonly string[] | undefined;
}

/** Reads the log that the script tag kept. Of each change it has the value before; the value after is that of the next. */
export function readTiming(seen: readonly Sighting[], painted: number | undefined): Timing {
  const swaps: { block: string; shown: string; at: number }[] = [];
  const hidden = new Map<Element, { from: number; time: number; seen: number }>();
  let decided: number | undefined;
  let firstSegments: readonly string[] | undefined;
  const all = seen.flatMap(([at, changes]) => changes.map((change) => ({ at, change })));
  all.forEach(({ at, change }, index) => {
    const { attributeName: name, oldValue } = change;
    if (!(change.target instanceof Element)) return;
    const { target } = change;
    const next = all
      .slice(index + 1)
      .find((later) => later.change.target === target && later.change.attributeName === name);
    const value = next ? next.change.oldValue : target.getAttribute(name ?? '');
    if (name === attribute.segments) {
      decided ??= at;
      firstSegments ??= (value ?? '').split(' ').filter(Boolean);
    }
    const block = target.getAttribute(attribute.block);
    if (block === null) return;
    if (
      name === attribute.shown &&
      value !== oldValue &&
      value !== null &&
      (oldValue ?? 'default') !== value
    ) {
      swaps.push({ block, shown: value, at });
    }
    if (name !== 'style') return;
    const was = isHidden(oldValue);
    const is = isHidden(value);
    const entry = hidden.get(target) ?? { from: at, time: 0, seen: 0 };
    if (is && !was) hidden.set(target, { ...entry, from: at });
    if (was && !is) {
      entry.time += at - entry.from;
      entry.seen += Math.max(0, at - Math.max(entry.from, painted ?? Infinity));
      hidden.set(target, entry);
    }
  });
  return {
    started: seen[0]?.[0],
    decided,
    painted,
    swaps,
    hidden: [...hidden].map(([target, { time, seen: after }]) => ({
      block: target.getAttribute(attribute.block) ?? '',
      time,
      seen: after,
    })),
    firstSegments,
  };
}

function isHidden(style: string | null): boolean {
  return /visibility:\s*hidden/.test(style ?? '');
}
