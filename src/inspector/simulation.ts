import { parseAudience } from '../core/audience.js';
import type { Decider, DeciderOptions, Inspectable } from '../core/choose.js';
import { builtInSegments } from '../core/segments.js';
import { pending } from '../core/signal.js';
import type { Block, Choice, Plan, Segment, Signals, Visitor } from '../types.js';
import { isPreview, type Preview } from './address.js';
import { overlay, type Changes } from './changes.js';
import { complete, makeFit } from './fitting.js';

/** What makes a page decide as for somebody else. */
export interface Simulation {
  /** Decides again, with this preview from now on. */
  show(preview: Preview): void;
  /** Signals that are not the visitor's own, whoever asked for them. */
  changes(): Changes;
  /** Segments that a visitor is put into although no signals were found that would. */
  forced(): ReadonlyMap<string, boolean>;
  /** What of a preview means nothing on this page. */
  unknown(): readonly string[];
  /** What the page was last decided by. */
  options(): DeciderOptions | undefined;
  /** The blocks that were decided, by id; of several with one id the last. */
  blocks(): ReadonlyMap<string, Block>;
}

/** The groups that the visitor's record is read for. */
const remembered = ['source', 'first', 'visits', 'interests', 'goals', 'traits', 'consent'];

/**
 * Stands between a running Tailorbird and its decisions: signals, segments and choices pass through it.
 *
 * @param counted Whether this page view is recorded. From the first change on it is not any more.
 * @param onDecide The page is deciding again, for whatever reason: a route, an answer, a change.
 */
export function createSimulation(
  tailorbird: Inspectable,
  counted: boolean,
  onDecide: () => void,
): Simulation {
  const { signals, basis } = tailorbird;
  const { decide } = basis;
  /** As it is, whatever is shown and whatever was frozen. */
  const readConsent = Object.getOwnPropertyDescriptor(signals, 'consent')?.get?.bind(signals);
  let preview: Preview | undefined;
  let changes: Changes = new Map();
  let forced: ReadonlyMap<string, boolean> = new Map();
  let unknown: string[] = [];
  let last: DeciderOptions | undefined;
  let kept: Visitor | undefined;
  let isStopped = false;
  const frozen = new Map<string, unknown>();
  const blocks = new Map<string, Block>();
  const original = new Map(
    Object.entries(Object.getOwnPropertyDescriptors(signals)).map(([group, { get }]) => [
      group,
      (): unknown => (frozen.has(group) ? frozen.get(group) : get?.call(signals)),
    ]),
  );
  /** The visitor's own signals, whatever is shown. */
  const own: Signals = Object.create(null) as Signals;
  for (const [group, read] of original) {
    Object.defineProperty(own, group, { enumerable: true, get: read });
    Object.defineProperty(signals, group, {
      configurable: true,
      enumerable: true,
      get: () => overlay(read(), group, changes),
    });
  }

  basis.decide = (options): Decider => {
    // A consent manager has spoken again: what this page view is by now is still nobody's.
    if (isStopped && readConsent?.() === 'granted') void tailorbird.consent('pending');
    const isNew = last?.plan !== options.plan;
    last = options;
    onDecide();
    // A plan that was on its way knows more segments.
    if (preview && isNew) fit(preview);
    if (!preview) return noting(decide(options));
    const { plan, visitor } = options;
    const decider = decide({
      ...options,
      plan: previewed(plan),
      visitor: { ...anybody(kept ?? visitor) },
    });
    return { ...noting(decider), assignments: () => [] };
  };

  /** Nobody is held out, and nobody stays in a segment: a preview shows what it was asked for. */
  function previewed(plan: Plan): Plan {
    const own = plan.segments ?? [];
    const builtIn = builtInSegments.filter(({ id }) => forced.has(id));
    const segments = [...own, ...builtIn].map(({ id, when, name }): Segment => {
      const force = forced.get(id);
      const always = { $and: [] } as object as Segment['when'];
      const condition = force === undefined ? when : force ? always : { $nor: [always] };
      return { id, when: condition, ...(name !== undefined && { name }) };
    });
    return { ...plan, segments, holdout: 0 };
  }

  function noting(decider: Decider): Decider {
    return {
      ...decider,
      choose(block) {
        blocks.set(block.id, block);
        const { holdout, ...open } = block;
        const choice = decider.choose(preview ? open : { ...open, holdout });
        const name = preview?.show.get(block.id);
        return name === undefined ? choice : forceChoice(open, name, choice);
      },
    };
  }

  /** From here on nothing of this page view is recorded: it is nobody's any more. What was known stays as it is. */
  function stopCounting(): void {
    if (!counted) return;
    counted = false;
    isStopped = true;
    kept = last?.visitor;
    if (own['consent'] !== 'granted') return;
    for (const group of remembered) frozen.set(group, original.get(group)?.());
    void tailorbird.consent('pending');
  }

  /** A block may still come. */
  function isUnknown([id, name]: readonly [string, string]): boolean {
    const block = blocks.get(id);
    return !block || (name !== 'default' && !namesOf(block).includes(name));
  }

  function fit(next: Preview): void {
    unknown = [];
    const segments = [...(last?.plan.segments ?? []), ...builtInSegments];
    const terms = next.as.flatMap((text) => {
      const [term] = parseAudience(text).alternatives[0] ?? [];
      const isKnown =
        term && (!('segment' in term) || segments.some(({ id }) => id === term.segment));
      if (!isKnown) unknown.push(text);
      return isKnown ? [{ term, text }] : [];
    });
    const fitting = makeFit(terms, segments, own);
    forced = fitting.forced;
    changes = complete(new Map([...fitting.changes, ...next.visitor]), own);
  }

  return {
    show(next) {
      const before = preview;
      preview = isPreview(next) ? next : undefined;
      if (!before && !preview) return;
      stopCounting();
      fit(next);
      tailorbird.refresh();
    },
    changes: () => changes,
    forced: () => forced,
    unknown: () => [
      ...unknown,
      ...[...(preview?.show ?? [])].filter(isUnknown).map((show) => show.join(':')),
    ],
    options: () => last,
    blocks: () => blocks,
  };
}

/** A visitor without what was decided for them before. */
function anybody({ id, arms }: Visitor): Visitor {
  return { ...(id !== pending && { id }), ...(arms && { arms }) };
}

/** The choice of a variant by name; what a block does not have, or not yet, it cannot show. */
function forceChoice(block: Block, name: string, choice: Choice): Choice {
  const none: Choice = { state: 'default', index: -1, name: 'default', reason: 'no-match' };
  if (name === 'default') return { ...none, reason: 'preview' };
  const index = namesOf(block).indexOf(name);
  const audience = block.variants[index]?.audience;
  if (audience === undefined) return choice.index < 0 ? choice : none;
  return { state: 'variant', index, name, audience, reason: 'preview' };
}

/** What each variant of a block is called: by its author, else by its audience, with `#2` for the second. */
export function namesOf({ variants }: Block): readonly string[] {
  return variants.map(({ name, audience }, index) => {
    const text = audience.split(/\s+/).filter(Boolean).join(' ');
    const before = variants.slice(0, index).filter((other) => {
      return other.audience.split(/\s+/).filter(Boolean).join(' ') === text;
    }).length;
    return name || (before ? `${text}#${before + 1}` : text);
  });
}
