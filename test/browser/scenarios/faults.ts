import { expect } from 'vitest';
import type { PublicApi } from '../support/page/api.js';
import {
  asNew,
  asReturning,
  counts,
  expectPageViews,
  nothing,
  recorded,
  stored,
} from '../support/record.js';
import type { Scenarios, Stage } from '../support/stage.js';

declare const tailorbird: PublicApi;

const spring = '?utm_campaign=spring';

/** Neither new nor returning: unknown is not false. */
async function visitUnknown(
  stage: Stage,
  address: string,
  reports: readonly string[] = [],
): Promise<void> {
  const view = await stage.visit(address, { shows: ['default'], reports });
  const answers = await view.evaluate(() =>
    ['new', 'returning'].map((id) => tailorbird.matches(id)),
  );
  expect(answers).toEqual([false, false]);
}

/** A visit before and one after: what the record says in between is not touched. */
async function leavesRecord(stage: Stage, meanwhile: () => Promise<void>): Promise<void> {
  const before = await stage.visit('returning.html', asNew);
  await recorded(before, 1);
  await meanwhile();
  const after = await stage.visit('returning.html?clock=+40m', asReturning);
  await recorded(after, 2);
  expect(await counts(after)).toEqual([2, 2]);
}

export const faults: Scenarios = {
  'the script is missing': async (stage) => {
    const address = `script-missing.html${spring}`;
    await leavesRecord(stage, async () => {
      const view = await stage.visit(address, { shows: ['default'], absent: true });
      expect(stage.server.requests).toContain('/dist/missing.js');
      expect(await view.evaluate(() => 'tailorbird' in window)).toBe(false);
    });
    stage.evidence({
      fault: 'The script does not arrive: it is blocked, or gone',
      saw: 'The default, in every frame',
      kept: 'What was there: nothing runs that could change it',
    });
  },

  'the script throws at its first line': async (stage) => {
    await leavesRecord(stage, async () => {
      await stage.visit(`script-throws.html${spring}`, {
        shows: ['default'],
        absent: true,
        errors: [/broken at the start/],
      });
    });
    stage.evidence({
      fault: 'The script throws at its first line',
      saw: 'The default, in every frame',
      kept: 'What was there: nothing runs that could change it',
    });
  },

  'half of the script arrives': async (stage) => {
    await leavesRecord(stage, async () => {
      await stage.visit(`script-cut-short.html${spring}`, {
        shows: ['default'],
        absent: true,
        errors: [/SyntaxError/],
      });
    });
    stage.evidence({
      fault: 'Half of the script arrives',
      saw: 'The default, in every frame',
      kept: 'What was there: nothing runs that could change it',
    });
  },

  'the browser cannot watch the page: the default, and word of it': async (stage) => {
    const view = await stage.visit(`variants-last.html${spring}&break=MutationObserver`, {
      shows: ['default', 'rest'],
      reports: ['exception'],
    });
    await expectPageViews(view, 1);
    stage.evidence({
      fault: 'The browser lacks what watches the page (MutationObserver)',
      saw: 'The default, in every frame; one report on the console',
      kept: 'Everything: the page view counts once',
    });
  },

  'the plan is not JSON': async (stage) => {
    const view = await stage.visit('plan-broken.html', {
      shows: ['default'],
      reports: ['plan-json'],
    });
    await view.frames(10);
    expect(await stored(view)).toEqual(nothing);
    stage.evidence({
      fault: 'The plan is not JSON',
      saw: 'The default in blocks that need the plan; one report on the console',
      kept: 'Nothing: it may say that the visitor has to be asked first',
    });
  },

  'storage is blocked': async (stage) => {
    await visitUnknown(stage, 'returning.html?block=localStorage,indexedDB', ['storage']);
    await stage.visit(`campaign.html${spring}&block=localStorage,indexedDB`, {
      shows: ['variant-spring'],
      reports: ['storage'],
    });
    stage.evidence({
      fault: 'All storage is blocked',
      saw: 'The default: nobody can tell whether the visitor is new. A campaign still has its variant',
      kept: 'Nothing, as nothing may be stored',
    });
  },

  'storage fails when it is used': (stage) =>
    visitUnknown(stage, 'returning.html?block=localStorage,indexedDB-error', ['storage']),

  'storage never answers': (stage) =>
    visitUnknown(stage, 'returning.html?block=localStorage,indexedDB-silent'),

  'the page has no origin, so no storage': async (stage) => {
    await visitUnknown(stage, 'sandboxed.html', ['storage']);
    stage.evidence({
      fault: 'The page has no origin (a sandbox)',
      saw: 'The default: nobody can tell whether the visitor is new',
      kept: 'Nothing, as such a page has no storage',
    });
  },
};
