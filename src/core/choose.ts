import type { Block, Choice, Decision, Plan, Segment, Signals, Truth, Visitor } from '../types.js';
import { parseAudience, type Audience, type Term } from './audience.js';
import { evaluate, type Trace } from './condition.js';
import { chooseArm } from './experiment.js';
import { hash } from './hash.js';
import { builtInSegments } from './segments.js';
import { hasPending, pending, readPath } from './signal.js';
import { every, not, some } from './truth.js';

/** Answers questions about one visitor; certain answers are remembered. */
export interface Decider {
  /** Every segment there is: the plan's by rank, then the built-in ones it does not define anew. */
  readonly segments: readonly Segment[];
  /** Whether the visitor is in the global holdout. */
  readonly holdout: Truth;
  /** Whether the visitor is in a segment; `undefined` while that cannot be told, `false` if it is unknown. */
  segment(id: string, trace?: Trace): Truth;
  audience(audience: Audience): Truth;
  choose(block: Block): Choice;
  summary(): Omit<Decision, 'blocks'>;
}

export interface DeciderOptions {
  readonly plan: Plan;
  readonly signals: Signals;
  readonly visitor: Visitor;
  /** More segments may still come (a plan on its way): a segment that nobody knows is pending, not false. */
  readonly incomplete?: boolean;
}

export function createDecider({ plan, signals, visitor, incomplete }: DeciderOptions): Decider {
  const own = plan.segments ?? [];
  const byId = new Map<string, Segment>();
  for (const segment of [...own, ...builtInSegments]) {
    if (!byId.has(segment.id)) byId.set(segment.id, segment);
  }
  const segments = [...byId.values()];
  const certain = new Map<string, boolean>();
  const held = inGlobalHoldout(plan, visitor);

  const decider: Decider = {
    segments,
    holdout: held,
    segment(id, trace) {
      const known = certain.get(id);
      if (known !== undefined && !trace) return known;
      const segment = byId.get(id);
      if (!segment) return incomplete ? undefined : false;
      // While the id is on its way, so is the rest of the record that it stands in.
      const stuck = visitor.stuck?.includes(id) || (visitor.id === pending ? undefined : false);
      const now = evaluate(segment.when, signals, trace);
      const truth = segment.stick ? some([stuck, now], (part) => part) : now;
      if (truth !== undefined) certain.set(id, truth);
      return truth;
    },

    audience: ({ alternatives }) =>
      some(alternatives, (terms) =>
        // A segment nobody knows never matches, negated or not: it is probably misspelt.
        every(terms, (term) =>
          'segment' in term && !byId.has(term.segment)
            ? incomplete
              ? undefined
              : false
            : negate(
                term,
                'segment' in term ? decider.segment(term.segment) : holds(term, signals),
              ),
        ),
      ),

    choose(block) {
      const audiences = block.variants.map(({ audience }) => parseAudience(audience));
      for (const [index, audience] of audiences.entries()) {
        const truth = decider.audience(audience);
        if (truth === undefined) return toDefault('unknown', 'pending');
        if (truth) {
          const arms = [...audiences.keys()].filter((i) => audiences[i]?.text === audience.text);
          return draw(block, index, arms, audience.text);
        }
      }
      return toDefault('no-match');
    },

    summary() {
      // Whoever may yet turn out to be held out is in no segment for certain.
      const isIn = ({ id }: Segment): Truth =>
        every([not(held), decider.segment(id)], (part) => part);
      const matching = segments.filter(isIn);
      return {
        segment: own.find((segment) => matching.includes(segment))?.id ?? 'default',
        segments: matching.map(({ id }) => id),
        unknown: segments.filter((segment) => isIn(segment) === undefined).map(({ id }) => id),
        holdout: held === true,
      };
    },
  };

  /** A visitor for whom a variant is meant: holdouts and experiments have the last word. */
  function draw(block: Block, first: number, arms: readonly number[], audience: string): Choice {
    const key = `${block.id}:${audience}`;
    const { version = 1, until } = plan.experiments?.[key] ?? {};
    const over = until !== undefined && evaluate({ 'time.date': { $gt: until } }, signals);
    const drawn = arms.length > 1 || (block.holdout ?? 0) > 0 ? not(over) : false;
    if (held) return toDefault('global-holdout', 'default', audience);
    if (held === undefined || drawn === undefined || (drawn && visitor.id === pending))
      return toDefault('unknown', 'pending');

    const show = (index: number, experiment?: Choice['experiment']): Choice => ({
      state: 'variant',
      index,
      name: block.variants[index]?.name || audience,
      audience,
      reason: 'match',
      ...(experiment && { experiment }),
    });
    if (!drawn || typeof visitor.id !== 'string') return show(first);

    const arm = chooseArm({
      seed: `exp:${key}:${version}`,
      id: visitor.id,
      weights: arms.map((index) => block.variants[index]?.weight ?? 1),
      coverage: 1 - (block.holdout ?? 0),
    });
    const index = arms[arm];
    if (index === undefined) {
      return {
        ...toDefault('holdout', 'default', audience),
        experiment: { key, version, arm: 'holdout' },
      };
    }
    return show(index, { key, version, arm: arm > 0 || arms.length < 2 ? 'treatment' : 'control' });
  }

  return decider;
}

/**
 * Decides a page for a visitor: the segments that match and what each block shows.
 *
 * @returns Pure: the same plan, signals and visitor give the same decision anywhere. Never throws.
 * @example
 * decide({ segments: [] }, { visits: { returning: true } }, {}, [
 *   { id: 'hero', variants: [{ audience: 'returning' }] },
 * ]).blocks.hero.name // 'returning'
 */
export function decide(
  plan: Plan,
  signals: Signals,
  visitor: Visitor = {},
  blocks: readonly Block[] = [],
): Decision {
  const decider = createDecider({ plan, signals, visitor });
  return {
    ...decider.summary(),
    blocks: Object.fromEntries(blocks.map((block) => [block.id, decider.choose(block)])),
  };
}

function toDefault(
  reason: Choice['reason'],
  state: Choice['state'] = 'default',
  audience?: string,
): Choice {
  return { state, index: -1, name: 'default', reason, ...(audience !== undefined && { audience }) };
}

/** Drawn apart from every experiment; the epoch draws anew. */
function inGlobalHoldout({ holdout }: Plan, { id }: Visitor): Truth {
  const { share, epoch = 1 } = typeof holdout === 'object' ? holdout : { share: holdout ?? 0 };
  if (share <= 0 || (id !== pending && typeof id !== 'string')) return false;
  return id === pending ? undefined : hash(`holdout:${epoch}`, id) < share;
}

function negate(term: Term, truth: Truth): Truth {
  return term.negated ? not(truth) : truth;
}

function holds(term: Exclude<Term, { segment: string }>, signals: Signals): Truth {
  const actual = readPath(signals, term.path);
  if (hasPending(actual)) return undefined;
  if (term.match === 'exists') return actual !== undefined;
  return (Array.isArray(actual) ? actual : [actual]).some((item: unknown) => {
    if (!['string', 'number', 'boolean'].includes(typeof item)) return false;
    const text = String(item).toLowerCase();
    return term.match === 'prefix'
      ? text.startsWith(term.value)
      : text === term.value || (term.match === 'range' && text.startsWith(`${term.value}-`));
  });
}
