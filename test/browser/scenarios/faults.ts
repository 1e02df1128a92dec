import { expect } from 'vitest';
import type { PublicApi } from '../support/page/api.js';
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

export const faults: Scenarios = {
  'the script is missing': async (stage) => {
    const address = `script-missing.html${spring}`;
    const view = await stage.visit(address, { shows: ['default'], absent: true });
    expect(stage.server.requests).toContain('/dist/missing.js');
    expect(await view.evaluate(() => 'tailorbird' in window)).toBe(false);
    stage.evidence({
      fault: 'The script does not arrive: it is blocked, or gone',
      saw: 'The default, in every frame',
      kept: 'What was there: nothing runs that could change it',
    });
  },

  'the script throws at its first line': async (stage) => {
    await stage.visit(`script-throws.html${spring}`, {
      shows: ['default'],
      absent: true,
      errors: [/broken at the start/],
    });
    stage.evidence({
      fault: 'The script throws at its first line',
      saw: 'The default, in every frame',
      kept: 'What was there: nothing runs that could change it',
    });
  },

  'half of the script arrives': async (stage) => {
    await stage.visit(`script-cut-short.html${spring}`, {
      shows: ['default'],
      absent: true,
      errors: [/SyntaxError/],
    });
    stage.evidence({
      fault: 'Half of the script arrives',
      saw: 'The default, in every frame',
      kept: 'What was there: nothing runs that could change it',
    });
  },

  'the browser cannot watch the page: the default, and word of it': async (stage) => {
    await stage.visit(`variants-last.html${spring}&break=MutationObserver`, {
      shows: ['default', 'rest'],
      reports: ['exception'],
    });
    stage.evidence({
      fault: 'The browser lacks what watches the page (MutationObserver)',
      saw: 'The default, in every frame; one report on the console',
      kept: 'Everything',
    });
  },

  'the plan is not JSON': async (stage) => {
    await stage.visit('plan-broken.html', { shows: ['default'], reports: ['plan-json'] });
    stage.evidence({
      fault: 'The plan is not JSON',
      saw: 'The default in blocks that need the plan; one report on the console',
      kept: 'Everything',
    });
  },

  'storage is blocked': async (stage) => {
    await visitUnknown(stage, 'returning.html?block=localStorage,indexedDB', ['storage']);
    stage.evidence({
      fault: 'All storage is blocked',
      saw: 'The default: nobody can tell whether the visitor is new. Campaign, place and device still work',
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
