import { all, any, not, type Formula } from '../../../logic/formula.js';
import type { Segments } from '../../../logic/from-audience.js';
import type { PageContext, PageRule, Reasons } from '../checker.js';
import { findTaker } from '../find-taker.js';
import type { Element } from '../markup.js';
import type { PageBlock, PageVariant } from '../page.js';
import { attribute } from '../../../blocks/vocabulary.js';
import { sayUnlessList } from '../say.js';

/** Who gets to see what: variants that earlier ones leave nobody for, and what contradicts the place it stands in. */
export const checkReach: PageRule = (context) => {
  const places = createPlaces(context);
  for (const block of context.page.blocks) checkOrder(block, context);
  for (const element of context.page.elements) checkNesting(element, places, context);
};

/** A variant with an audience that can hold. */
interface Candidate {
  readonly variant: PageVariant;
  readonly text: string;
  readonly formula: Formula;
}

function candidates({ variants }: PageBlock, { plan, reasons }: PageContext): Candidate[] {
  return variants.flatMap((variant) => {
    const { audience } = variant.audience ?? {};
    if (!audience) return [];
    const formula = plan.segments.audience(audience);
    return reasons.likely.isPossible(formula) ? [{ variant, text: audience.text, formula }] : [];
  });
}

/** A variant that nobody gets to see. */
interface Shadow {
  readonly text: string;
  /** The audience of one variant that takes them all; otherwise it takes several. */
  readonly by: string | undefined;
  readonly isSame: boolean;
  readonly isSure: boolean;
  readonly unless: string;
}

/** What was found before: the same variants stand on many pages of a site. */
const found = new WeakMap<Segments, Map<string, readonly Shadow[]>>();

/** The first variant that fits is shown; those of the same audience share its visitors, as an experiment. */
function findShadows(all: readonly Candidate[], reasons: Reasons): readonly Shadow[] {
  return all.flatMap(({ text, formula }, index) => {
    // Told once for each audience.
    if (all.findIndex((other) => other.text === text) !== index) return [];
    const taker = findTaker(formula, all.slice(0, index), reasons);
    if (!taker) return [];
    // Without the variant itself: of a page nothing is kept.
    const { one, isSame, isSure, unless } = taker;
    return [{ text, by: one?.text, isSame, isSure, unless }];
  });
}

function checkOrder(block: PageBlock, context: PageContext): void {
  const { report, reasons, plan } = context;
  if (block.variants.length < 2) return;
  const all = candidates(block, context);
  const before = found.get(plan.segments) ?? new Map<string, readonly Shadow[]>();
  found.set(plan.segments, before);
  const key = all.map(({ text }) => text).join('\n');
  const shadows = before.get(key) ?? findShadows(all, reasons);
  before.set(key, shadows);
  for (const { text, by, isSame, isSure, unless } of shadows) {
    const variant = all.find((one) => one.text === text)?.variant;
    if (!variant) continue;
    report('variant-unreachable', variant.audience?.attribute ?? variant.element.tag, {
      message:
        by === undefined
          ? `Nobody gets to see this: the variants above take everybody who is "${text}"${unless}.`
          : `Nobody gets to see this: everybody who is "${text}" is "${by}" too${unless}, and that variant stands first.`,
      advice: isSame
        ? `Write both audiences alike ("${by}") to try one against the other, or remove this one.`
        : 'Put the more particular variant first.',
      ...(isSure ? {} : { severity: 'warning' }),
    });
  }
}

/** How many audiences around a place are reasoned with: whoever nests deeper is told less. */
const DEEPEST = 12;

/** Whom a place in the page is shown to. */
interface Places {
  formula(element: Element): Formula;
}

function createPlaces(context: PageContext): Places {
  const { page, plan } = context;
  const known = new Map<Element, { readonly formula: Formula; readonly depth: number }>();
  const blocks = new Map(page.blocks.map((block) => [block.element, block]));

  /** What it takes for a child to be seen where its parent is. */
  function own(child: Element): Formula {
    const block = child.parent && blocks.get(child.parent);
    const { audience } = page.audienceOf(child) ?? {};
    const fits = audience ? plan.segments.audience(audience) : true;
    if (!block) return fits;
    const index = block.variants.findIndex(({ element }) => element === child);
    if (index < 0) {
      // Whoever is held out sees the default although another would fit.
      const isHeld = block.element.get(attribute.holdout) ?? plan.plan.holdout;
      return isHeld ? fits : all([fits, not(any(taken(block, block.variants.length)))]);
    }
    return all([fits, not(any(taken(block, index, audience?.text)))]);
  }

  function taken({ variants }: PageBlock, count: number, text?: string): Formula[] {
    return variants.slice(0, count).flatMap(({ audience: found }) => {
      const { audience } = found ?? {};
      return audience && audience.text !== text ? [plan.segments.audience(audience)] : [];
    });
  }

  function formula(element: Element): Formula {
    // From the outside in, without recursion.
    const path: Element[] = [];
    for (let at: Element | undefined = element; at && !known.has(at); at = at.parent) path.push(at);
    for (const at of path.reverse()) {
      const outer = (at.parent && known.get(at.parent)) ?? { formula: true, depth: 0 };
      const inner = outer.depth < DEEPEST ? own(at) : true;
      known.set(
        at,
        inner === true ? outer : { formula: all([outer.formula, inner]), depth: outer.depth + 1 },
      );
    }
    return known.get(element)?.formula ?? true;
  }

  return { formula };
}

/** What is meant for somebody who never sees the place it stands in. */
function checkNesting(element: Element, places: Places, context: PageContext): void {
  const { page, plan, report, reasons } = context;
  const marked = page.audienceOf(element);
  if (!marked || !element.parent) return;
  const place = places.formula(element.parent);
  if (place === true) return;
  const inner = plan.segments.audience(marked.audience);
  const { likely, sure } = reasons;
  if (!likely.isPossible(inner) || !likely.isPossible(place)) return;
  const both = all([place, inner]);
  if (likely.isPossible(both)) return;
  const around = outerAudience(element, context);
  const isSure = !sure.isPossible(both);
  report('nested-never', marked.attribute, {
    message: `Nobody here is "${marked.audience.text}"${isSure ? '' : sayUnlessList([both])}: this stands in what ${
      around ? `is for "${around}" alone` : 'visitors of other variants do not see'
    }.`,
    advice: 'Move it out of there, or change one of the two audiences.',
    ...(!isSure || !around ? { severity: 'warning' } : {}),
  });
}

const outer = new WeakMap<Element, { readonly text: string | undefined }>();

/** The audience of what an element stands in; remembered, since elements may be nested by the thousand. */
function outerAudience({ parent }: Element, { page }: PageContext): string | undefined {
  const path: Element[] = [];
  let found: { readonly text: string | undefined } = { text: undefined };
  for (let at = parent; at; at = at.parent) {
    const text = page.audienceOf(at)?.audience.text;
    const known = text === undefined ? outer.get(at) : { text };
    if (known) {
      found = known;
      break;
    }
    path.push(at);
  }
  for (const at of path) outer.set(at, found);
  return found.text;
}
