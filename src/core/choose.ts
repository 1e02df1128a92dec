import type {
  Assignment,
  Block,
  Choice,
  Decision,
  Plan,
  Segment,
  Signals,
  Tailorbird,
  Truth,
  Visitor,
} from '../types.js';
import { parseAudience, type Audience, type Term } from './audience.js';
import { evaluate, type Trace } from './condition.js';
import { draw } from './draw.js';
import { hash } from './hash.js';
import { builtInSegments } from './segments.js';
import { isText, pending } from './signal.js';
import { holds } from './term.js';
import { every, not, some } from './truth.js';

/** Answers questions about one visitor; certain answers are remembered. */
export interface Decider {
  /** Every segment there is: the plan's by rank, then the built-in ones it does not define anew. */
  readonly segments: readonly Segment[];
  /** Whether the visitor sees every default: in the global holdout, or because they asked for it. */
  readonly holdout: Truth;
  /** Whether the visitor is in a segment; `undefined` while that cannot be told. */
  segment(id: string, trace?: Trace): Truth;
  /** Whether the visitor fits an audience; what cannot be read in it is reported with its place. */
  audience(text: string, where: string): Truth;
  choose(block: Block): Choice;
  /** The experiments in which a choice is an arm: the block's own, and the global holdout. */
  assignments(choice: Choice): readonly Assignment[];
  summary(): Omit<Decision, 'blocks'>;
}

export interface DeciderOptions {
  readonly plan: Plan;
  readonly signals: Signals;
  readonly visitor: Visitor;
  /** More segments may still come (a plan on its way): a segment that nobody knows is pending, not false. */
  readonly incomplete?: boolean;
  report?(code: string, where: string, message: string): void;
}

/** A running Tailorbird as the inspector sees it. */
export interface Inspectable extends Tailorbird {
  /** How every decision is made. The inspector puts a preview's way in its place. */
  readonly basis: { decide: (options: DeciderOptions) => Decider };
}

const self = (truth: Truth): Truth => truth;

export function createDecider(options: DeciderOptions): Decider {
  const { plan, signals, visitor, incomplete, report } = options;
  const own = plan.segments ?? [];
  const byId = new Map<string, Segment>();
  for (const segment of [...own, ...builtInSegments]) {
    if (!byId.has(segment.id)) byId.set(segment.id, segment);
  }
  const segments = [...byId.values()];
  const certain = new Map<string, boolean>();
  const parsed = new Map<string, Audience>();
  const held = inGlobalHoldout(plan, visitor);
  const holdout = visitor.plain || held;

  function segment(id: string, trace?: Trace): Truth {
    const known = certain.get(id);
    if (known !== undefined && !trace) return known;
    const found = byId.get(id);
    if (!found) return incomplete ? undefined : false;
    let truth = evaluate(found.when, signals, trace);
    // While the id is on its way, so is the rest of the record that it stands in.
    const stuck = visitor.stuck?.includes(id) || (visitor.id === pending ? undefined : false);
    if (found.stick) truth = some([stuck, truth], self);
    if (truth !== undefined) certain.set(id, truth);
    return truth;
  }

  function read(text: string, where: string): Audience {
    const known = parsed.get(text);
    if (known) return known;
    const audience = parseAudience(text);
    parsed.set(text, audience);
    for (const term of audience.bad) report?.('bad-audience', where, `"${term}" cannot be read`);
    for (const term of audience.alternatives.flat()) {
      if ('segment' in term && !byId.has(term.segment) && !incomplete) {
        report?.('unknown-segment', where, `"${term.segment}" never matches`);
      }
    }
    return audience;
  }

  function fits({ alternatives }: Audience): Truth {
    return some(alternatives, (terms) =>
      every(terms, (term) => {
        if (!('segment' in term)) return negate(term, holds(term, signals));
        const truth = segment(term.segment);
        // A segment nobody knows never matches, negated or not: it is probably misspelt.
        return byId.has(term.segment) ? negate(term, truth) : truth;
      }),
    );
  }

  /** A visitor for whom a variant is meant: holdouts and experiments have the last word. */
  function decideArm(block: Block, arms: readonly number[], audience: string): Choice {
    const key = `${block.id}:${audience}`;
    const coverage = 1 - (block.holdout ?? 0);
    const settings = plan.experiments?.[key] ?? {};
    const { until, winner } = settings;
    const isOver = until === undefined ? false : evaluate({ 'time.date': { $gt: until } }, signals);
    const drawn = arms.length > 1 || coverage < 1 ? not(isOver) : false;
    if (holdout) return toDefault('global-holdout', { audience });
    if (holdout === undefined || drawn === undefined || (drawn && visitor.id === pending)) {
      return toDefault('unknown', { state: 'pending' });
    }
    const variants = arms.flatMap((index) => block.variants[index] ?? []);
    // Those of an experiment must be told apart, whether they were named or not.
    const names = variants.map(({ name }, at) => name || (at ? `${audience}#${at + 1}` : audience));
    const weights = variants.map(({ weight = 1 }) => weight);
    const { arm, experiment } = drawn
      ? draw({ key, settings, names, weights, coverage, visitor })
      : { arm: Math.max(0, isOver ? names.indexOf(winner ?? '') : 0) };
    const common = { audience, ...(experiment && { experiment }) };
    const [index, name] = [arms[arm], names[arm]];
    return index === undefined || name === undefined
      ? toDefault('holdout', common)
      : { state: 'variant', index, name, reason: 'match', ...common };
  }

  /** Whoever may yet turn out to be held out is in no segment for certain. */
  function isIn({ id }: Segment): Truth {
    return every([not(holdout), segment(id)], self);
  }

  return {
    segments,
    holdout,
    segment,
    audience: (text, where) => fits(read(text, where)),

    choose(block) {
      if (visitor.plain) return toDefault('visitor');
      const audiences = block.variants.map(({ audience }) => read(audience, block.id));
      for (const audience of audiences) {
        const truth = fits(audience);
        if (truth === undefined) return toDefault('unknown', { state: 'pending' });
        if (truth) {
          const { text } = audience;
          const arms = [...audiences.keys()].filter((index) => audiences[index]?.text === text);
          return decideArm(block, arms, text);
        }
      }
      return toDefault('no-match');
    },

    assignments({ audience, experiment }) {
      const { share, epoch } = globalHoldout(plan);
      const all: Assignment[] = [];
      if (audience !== undefined && share > 0 && isText(visitor.id)) {
        all.push({ key: 'holdout', version: epoch, arm: held ? 'holdout' : 'treatment' });
      }
      return experiment ? [...all, experiment] : all;
    },

    summary() {
      const matching = segments.filter(isIn);
      return {
        segment: own.find((candidate) => matching.includes(candidate))?.id ?? 'default',
        segments: matching.map(({ id }) => id),
        unknown: segments.filter((candidate) => isIn(candidate) === undefined).map(({ id }) => id),
        holdout: held === true,
      };
    },
  };
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

function toDefault(reason: Choice['reason'], more?: Partial<Choice>): Choice {
  return { state: 'default', index: -1, name: 'default', reason, ...more };
}

function globalHoldout({ holdout }: Plan): { share: number; epoch: string | number } {
  return { epoch: 1, ...(typeof holdout === 'object' ? holdout : { share: holdout ?? 0 }) };
}

/** Drawn apart from every experiment; the epoch draws anew. */
function inGlobalHoldout(plan: Plan, { id }: Visitor): Truth {
  const { share, epoch } = globalHoldout(plan);
  if (share <= 0 || (id !== pending && !isText(id))) return false;
  return isText(id) ? hash(`holdout:${epoch}`, id) < share : undefined;
}

function negate(term: Term, truth: Truth): Truth {
  return term.negated ? not(truth) : truth;
}
