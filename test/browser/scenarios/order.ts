import { expect } from 'vitest';
import type { PublicApi } from '../support/page/api.js';
import type { SamplerReport } from '../support/page/report.js';
import type { Scenarios, Stage } from '../support/stage.js';

declare const tailorbird: PublicApi;

/** Where the HTML is cut, with a pause that the browser paints in; `all` at every mark. */
const cuts = ['variant', 'text', 'nested', 'between', 'after', 'all'];

const pages: Readonly<Record<string, string>> = {
  'variants before the default': 'variants-first.html',
  'variants after the default': 'variants-last.html',
  'a variant in the middle of the default': 'variants-between.html',
  'variants before and after the default': 'variants-around.html',
  'hidden elements before the default': 'hidden-first.html',
  'hidden elements after the default': 'hidden-last.html',
  'a default of bare text': 'bare-text.html',
};

/** Whether a name could be read before the document had arrived. */
const early = ({ stretches }: SamplerReport, name: string): boolean =>
  stretches.some(({ loading, seen }) => loading && seen.includes(name));

async function eachCut(
  stage: Stage,
  page: string,
  { campaign, shows }: { readonly campaign: string; readonly shows: string },
): Promise<void> {
  for (const cut of cuts) {
    const address = `${page}?utm_campaign=${campaign}&cuts=${cut}`;
    const view = await stage.visit(address, { shows: [shows, 'rest'] });
    // A page that arrives in pieces is painted in pieces: nobody waits for its end to see the block.
    if (cut === 'after') expect(early(await view.report(), shows), `${address} early`).toBe(true);
  }
}

export const order: Scenarios = {
  ...Object.fromEntries(
    Object.entries(pages).flatMap(([title, page]) => [
      [
        `${title}, streamed to a visitor who matches`,
        (stage: Stage) => eachCut(stage, page, { campaign: 'spring', shows: 'variant-spring' }),
      ],
      [
        `${title}, streamed to a visitor who does not`,
        (stage: Stage) => eachCut(stage, page, { campaign: 'winter', shows: 'default' }),
      ],
    ]),
  ),

  'a variant behind a default that others precede comes in time or not at all': async (stage) => {
    const address = 'variants-around.html?utm_campaign=autumn&cuts=';
    for (const cut of ['none', 'after']) {
      await stage.visit(address + cut, { shows: ['variant-autumn', 'rest'] });
    }
    // The default streams in, because the variants before it do not match; what was painted stays.
    for (const cut of ['text', 'nested', 'between', 'variant', 'all']) {
      await stage.visit(address + cut, { shows: ['default', 'rest'] });
    }
  },

  'a default behind its variants streams in unhindered': async (stage) => {
    for (const cut of ['text', 'nested']) {
      const shows = ['default', 'rest'];
      const view = await stage.visit(`variants-first.html?cuts=${cut}`, { shows });
      const report = await view.report();
      expect(early(report, 'default')).toBe(true);
      expect(report.stretches.flatMap(({ hidden }) => hidden)).toEqual([]);
    }
  },

  'a block in a default that was taken out is filled by the parser, and is whole when the default returns':
    async (stage) => {
      for (const cut of ['text', 'none']) {
        const view = await stage.visit(`nested-streamed.html?utm_campaign=spring&cuts=${cut}`, {
          shows: ['outer', 'rest'],
        });
        await view.next({ shows: ['default', 'inner', 'rest'] }, () => {
          tailorbird.set({ seen: 'yes' });
          tailorbird.refresh();
        });
        await view.next({ shows: ['default', 'inner-default', 'inner-rest', 'rest'] }, () =>
          tailorbird.stop(),
        );
      }
    },

  'a block whose end is late shows its default at the deadline': async (stage) => {
    const address = 'stalled.html?utm_campaign=spring';
    const view = await stage.visit(address, { shows: ['default', 'rest'] });
    expect(early(await view.report(), 'default')).toBe(true);
  },
};
