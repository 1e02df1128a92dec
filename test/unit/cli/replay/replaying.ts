import { parseAudience, parsePlan } from '../../../../src/core.js';
import { createSource } from '../../../../src/cli/check/source.js';
import { readPage } from '../../../../src/cli/check/page.js';
import { readItems } from '../../../../src/cli/replay/page-items.js';
import { createReplay } from '../../../../src/cli/replay/replay.js';
import type { Counts } from '../../../../src/cli/replay/result.js';
import { createLineReader, type Replayed } from '../../../../src/cli/replay/visitor-line.js';
import { askedPaths } from '../../../../src/logic/asked-paths.js';
import type { Segment } from '../../../../src/types.js';

export interface Setting {
  readonly segments?: readonly Segment[];
  readonly holdout?: number;
  /** What stands in the page's body. */
  readonly body?: string;
}

/** Visitors as they stand in a file. */
export function read(...lines: readonly (object | string)[]): Replayed[] {
  const reader = createLineReader();
  return lines.map((line) => {
    const visitor = reader.read(typeof line === 'string' ? line : JSON.stringify(line));
    if (!visitor || typeof visitor === 'string') throw new Error(visitor ?? 'an empty line');
    return visitor;
  });
}

/** What is counted of visitors with a plan and a page. */
export function count(visitors: Iterable<Replayed>, setting: Setting = {}): Counts {
  const { body = '', ...json } = setting;
  const { plan, problems } = parsePlan(json);
  if (problems.length) throw new Error(JSON.stringify(problems));
  const text = `<!doctype html><html lang="en"><head></head><body>\n${body}</body></html>`;
  const { items } = readItems(readPage(createSource('page.html', text)));
  const audiences = items.flatMap((item) => (item.kind === 'element' ? [item.audience] : []));
  const replay = createReplay({
    ...{ plan, items, incomplete: false, report: () => undefined },
    asked: askedPaths(plan.segments ?? [], audiences.map(parseAudience)),
  });
  for (const visitor of visitors) replay.add(visitor);
  return replay.finish();
}

/** Of one segment: who is in it, and of whom that cannot be said. */
export function inSegment({ segments }: Counts, id: string): [visitors: number, unknown: number] {
  const found = segments.find((segment) => segment.id === id)!;
  return [found.visitors, found.unknown];
}
