import type { Page } from './page.js';
import { unreadPlan } from './plan-facts.js';
import type { PagePlan } from './plan-source.js';

/** What has to be taken for granted of some pages, told at the end in a sentence each. */
export interface Assumptions {
  add(page: Page, plan: PagePlan): void;
  sentences(): readonly string[];
}

export function createAssumptions(): Assumptions {
  const counts = new Map<string, number>();

  return {
    add(page, { facts, missing }) {
      const { isMarked, isDocument, isTemplate, scripts } = page;
      if (!isMarked) return;
      const taken = [
        !isDocument && 'part of a page: its script tag is taken to stand in the rest',
        isDocument &&
          isTemplate &&
          !scripts.length &&
          'template without a script tag: that is taken to come from elsewhere',
        missing !== undefined
          ? `page whose plan ${missing} is not here: segments are taken to be defined there (--plan names it)`
          : facts === unreadPlan &&
            'page without a plan that can be read: segments are taken to be defined elsewhere (--plan names it)',
      ];
      for (const text of taken) if (text) counts.set(text, (counts.get(text) ?? 0) + 1);
    },
    sentences: () =>
      [...counts].map(([text, count]) => {
        const [, noun = '', rest = ''] = /^(\w+)(.*)$/s.exec(text) ?? [];
        return `${count.toLocaleString('en')} ${noun}${count === 1 ? '' : 's'}${rest}.`;
      }),
  };
}
