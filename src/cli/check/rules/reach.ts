import { all, any, not, type Formula } from '../../../logic/formula.js';
import { fromAudience } from '../../../logic/from-audience.js';
import type { PageContext, PageRule } from '../checker.js';
import type { Element } from '../markup.js';
import type { PageBlock, PageVariant } from '../page.js';
import { attribute } from '../../../blocks/vocabulary.js';

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
    const formula = fromAudience(audience, plan.segments);
    return reasons.likely.isPossible(formula) ? [{ variant, text: audience.text, formula }] : [];
  });
}

/** The first variant that fits is shown; those of the same audience share its visitors, as an experiment. */
function checkOrder(block: PageBlock, context: PageContext): void {
  const { report, reasons } = context;
  const all = candidates(block, context);
  for (const [index, { variant, text, formula }] of all.entries()) {
    const earlier = all.slice(0, index).filter((other) => other.text !== text);
    // Told once for each audience.
    if (all.findIndex((other) => other.text === text) !== index) continue;
    const everybody = any(earlier.map((other) => other.formula));
    if (!earlier.length || !reasons.likely.implies(formula, everybody)) continue;
    const one = earlier.find((other) => reasons.likely.implies(formula, other.formula));
    const isSame = one && reasons.likely.implies(one.formula, formula);
    report('variant-unreachable', variant.audience?.attribute ?? variant.element.tag, {
      message: one
        ? `Nobody gets to see this: everybody who is "${text}" is "${one.text}" too, and that variant stands first.`
        : `Nobody gets to see this: the variants above take everybody who is "${text}".`,
      advice: isSame
        ? `Write both audiences alike ("${one.text}") to try one against the other, or remove this one.`
        : 'Put the more particular variant first.',
      ...(reasons.sure.implies(formula, everybody) ? {} : { severity: 'warning' }),
    });
  }
}

/** Whom a place in the page is shown to. */
interface Places {
  formula(element: Element): Formula;
}

function createPlaces(context: PageContext): Places {
  const { page, plan } = context;
  const known = new Map<Element, Formula>();
  const blocks = new Map(page.blocks.map((block) => [block.element, block]));

  /** What it takes for a child to be seen where its parent is. */
  function own(child: Element): Formula {
    const block = child.parent && blocks.get(child.parent);
    const { audience } = page.audienceOf(child) ?? {};
    const fits = audience ? fromAudience(audience, plan.segments) : true;
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
      return audience && audience.text !== text ? [fromAudience(audience, plan.segments)] : [];
    });
  }

  function formula(element: Element): Formula {
    // From the outside in, without recursion.
    const path: Element[] = [];
    for (let at: Element | undefined = element; at && !known.has(at); at = at.parent) path.push(at);
    for (const at of path.reverse()) {
      const outer = at.parent ? (known.get(at.parent) ?? true) : true;
      const inner = own(at);
      known.set(at, inner === true ? outer : all([outer, inner]));
    }
    return known.get(element) ?? true;
  }

  return { formula };
}

/** What is meant for somebody who never sees the place it stands in. */
function checkNesting(element: Element, places: Places, context: PageContext): void {
  const { page, plan, report, reasons } = context;
  const found = page.audienceOf(element);
  if (!found || !element.parent) return;
  const place = places.formula(element.parent);
  if (place === true) return;
  const inner = fromAudience(found.audience, plan.segments);
  const { likely, sure } = reasons;
  if (!likely.isPossible(inner) || !likely.isPossible(place)) return;
  const both = all([place, inner]);
  if (likely.isPossible(both)) return;
  const outer = outerAudience(element, context);
  report('nested-never', found.attribute, {
    message: `Nobody is "${found.audience.text}" here: this stands in what ${
      outer ? `only "${outer}" see` : 'the visitors of other variants do not see'
    }.`,
    advice: 'Move it out of there, or change one of the two audiences.',
    ...(sure.isPossible(both) || !outer ? { severity: 'warning' } : {}),
  });
}

function outerAudience(element: Element, { page }: PageContext): string | undefined {
  for (let at = element.parent; at; at = at.parent) {
    const found = page.audienceOf(at);
    if (found) return found.audience.text;
  }
  return undefined;
}
