import { attribute } from '../../blocks/vocabulary.js';
import type { PageContext } from './checker.js';
import type { Report } from './finding.js';
import { wordsOfCode, type PlanSource } from './plan-source.js';
import { byAudience } from './rules/experiments.js';
import { ownSegments } from './rules/plan.js';

/** What can be told of a plan only after every page that has it. */
export interface AcrossPages {
  add(context: PageContext): void;
  /** @param reportFor The reporter for the file that a plan stands in. */
  finish(reportFor: (plan: PlanSource) => Report): void;
}

interface Use {
  readonly plan: PlanSource;
  /** Every word of every audience, script and style. */
  readonly words: Set<string>;
  readonly blocks: Set<string>;
  /** Experiments, with the names of their arms. */
  readonly experiments: Map<string, Set<string>>;
  isComputed: boolean;
  /** Whether any of the pages has marks: a plan alone is no page. */
  isMarked: boolean;
}

export function createAcrossPages(): AcrossPages {
  const uses = new Map<string, Use>();

  return {
    add({ page, planSource }) {
      if (!planSource) return;
      const { text } = planSource.facts;
      const use: Use = uses.get(text) ?? {
        plan: planSource,
        ...{
          words: new Set(),
          blocks: new Set(),
          experiments: new Map(),
          isComputed: false,
          isMarked: false,
        },
      };
      uses.set(text, use);
      use.isMarked ||= page.isMarked;
      for (const element of page.elements) {
        use.isComputed ||= Boolean(element.get(attribute.for)?.isComputed);
        const found = page.audienceOf(element)?.audience.alternatives.flat() ?? [];
        for (const term of found) if ('segment' in term) use.words.add(term.segment);
      }
      // Scripts ask `matches('…')`, style sheets follow the attribute of <html>.
      for (const word of wordsOfCode(page, ['script', 'style'])) use.words.add(word);
      for (const block of page.blocks) {
        if (block.id === undefined) continue;
        use.blocks.add(block.id);
        for (const [audience, variants] of byAudience(block)) {
          const isHeld = block.element.get(attribute.holdout);
          if (variants.length < 2 && !isHeld) continue;
          const key = `${block.id}:${audience}`;
          const names = use.experiments.get(key) ?? new Set<string>();
          variants.forEach(({ name }, at) =>
            names.add(name || (at ? `${audience}#${at + 1}` : audience)),
          );
          use.experiments.set(key, names);
        }
      }
    },

    finish(reportFor) {
      for (const use of uses.values()) if (use.isMarked) finishPlan(use, reportFor(use.plan));
    },
  };
}

function finishPlan({ plan, words, blocks, experiments, isComputed }: Use, report: Report): void {
  const { facts, find } = plan;
  for (const id of ownSegments(facts)) {
    if (words.has(id) || isComputed) continue;
    report('segment-unused', find(`${facts.places.get(id) ?? '$'}.id`), {
      message: `No page that was checked uses the segment "${id}"; reports will still count it.`,
      advice: 'Use it in an audience, or remove it.',
    });
  }
  for (const [key, settings] of Object.entries(facts.plan.experiments ?? {})) {
    const where = `$.experiments[${JSON.stringify(key)}]`;
    const block = key.slice(0, key.indexOf(':'));
    const names = experiments.get(key);
    if (!names) {
      report(blocks.has(block) ? 'experiment-one-arm' : 'experiment-unknown', find(where), {
        message: blocks.has(block)
          ? `The block "${block}" has no two variants for "${key.slice(block.length + 1)}", and no holdout: there is nothing to compare.`
          : `No page that was checked has a block "${block}".`,
        advice: 'The key is "block:audience", as both stand in the page.',
      });
      continue;
    }
    const named = [...Object.keys(settings.weights ?? {}), settings.winner].filter(
      (name) => name !== undefined,
    );
    for (const name of new Set(named)) {
      if (names.has(name)) continue;
      report('experiment-unknown', find(where), {
        message: `The experiment "${key}" has no variant "${name}".`,
        advice: `There is ${[...names].map((one) => `"${one}"`).join(', ')}.`,
      });
    }
  }
}
