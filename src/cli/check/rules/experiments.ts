import { attribute } from '../../../blocks/vocabulary.js';
import type { Experiment } from '../../../types.js';
import type { PageContext, PageRule } from '../checker.js';
import type { Span } from '../finding.js';
import type { PageBlock, PageVariant } from '../page.js';

/** Variants of one audience are an experiment: whether there is something to compare. */
export const checkExperiments: PageRule = (context) => {
  for (const block of context.page.blocks) {
    for (const [audience, variants] of byAudience(block))
      checkOne(block, audience, variants, context);
  }
};

/** A block's variants by the text of their audience. */
export function byAudience({ variants }: PageBlock): Map<string, PageVariant[]> {
  const groups = new Map<string, PageVariant[]>();
  for (const variant of variants) {
    const text = variant.audience?.audience.text;
    if (text !== undefined) groups.set(text, [...(groups.get(text) ?? []), variant]);
  }
  return groups;
}

function checkOne(
  block: PageBlock,
  audience: string,
  variants: readonly PageVariant[],
  context: PageContext,
): void {
  const { report, plan, today, page } = context;
  const settings = plan.plan.experiments?.[`${block.id}:${audience}`] ?? {};
  const [first] = variants;
  if (!first) return;
  const names = variants.map(({ name }, at) => name || (at ? `${audience}#${at + 1}` : audience));
  const at = first.audience?.attribute ?? first.element.tag;
  const holdout = block.element.get(attribute.holdout);
  if (variants.length < 2) {
    const weight = first.element.get(attribute.weight);
    if (weight && !holdout && !page.isTemplate) {
      report('experiment-one-arm', weight, {
        message: `A weight is a share among variants of one audience, and this is the only one for "${audience}".`,
        advice: 'Add the variant that it is to be compared with, or remove the weight.',
      });
    }
    if (!holdout) return;
  }
  const twice = names.findIndex((name, index) => names.indexOf(name) < index);
  const other = variants[twice];
  if (other) {
    report('experiment-names', other.element.get(attribute.variant) ?? other.element.tag, {
      message: `Two variants for "${audience}" are both called "${names[twice]}": no report can tell them apart.`,
      advice: 'Give one of them another name.',
    });
  }
  checkWeights({ variants, names, settings, at, context });
  if (settings.until !== undefined && settings.until.slice(0, 10) < today) {
    const shown = names.includes(settings.winner ?? '') ? settings.winner : names[0];
    report('experiment-over', at, {
      message: `This experiment ended on ${settings.until}: everybody it is meant for sees "${shown}" now.`,
      advice: 'Keep that variant alone, or set another date in the plan.',
    });
  }
}

interface Arms {
  readonly variants: readonly PageVariant[];
  readonly names: readonly string[];
  readonly settings: Experiment;
  readonly at: Span;
  readonly context: PageContext;
}

function checkWeights({ variants, names, settings, at, context: { report } }: Arms): void {
  if (variants.length < 2) return;
  const weights = variants.map(({ element }, index) => {
    const written = element.get(attribute.weight);
    const own = written?.value.trim() && !written.isComputed ? Number(written.value) : 1;
    return settings.weights?.[names[index] ?? ''] ?? (own >= 0 ? own : 1);
  });
  if (weights.every((weight) => weight === 0)) {
    report('experiment-weights', at, {
      message: `Every weight is 0, so nobody takes part: everybody sees "${names[0]}".`,
      advice: 'Give at least two variants a weight above 0.',
    });
    return;
  }
  for (const [index, weight] of weights.entries()) {
    const variant = variants[index];
    if (weight !== 0 || !variant) continue;
    report('experiment-weights', variant.element.get(attribute.weight) ?? variant.element.tag, {
      message: `The weight of "${names[index]}" is 0: nobody new gets to see it.`,
      advice: 'Give it a weight above 0, or remove it.',
      severity: 'warning',
    });
  }
}
