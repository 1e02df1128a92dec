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
  },

  'the script throws at its first line': async (stage) => {
    await stage.visit(`script-throws.html${spring}`, {
      shows: ['default'],
      absent: true,
      errors: [/broken at the start/],
    });
  },

  'half of the script arrives': async (stage) => {
    await stage.visit(`script-cut-short.html${spring}`, {
      shows: ['default'],
      absent: true,
      errors: [/SyntaxError/],
    });
  },

  'the browser cannot watch the page: the default, and word of it': async (stage) => {
    await stage.visit(`variants-last.html${spring}&break=MutationObserver`, {
      shows: ['default', 'rest'],
      reports: ['exception'],
    });
  },

  'the plan is not JSON': async (stage) => {
    await stage.visit('plan-broken.html', { shows: ['default'], reports: ['plan-json'] });
  },

  'storage is blocked': (stage) =>
    visitUnknown(stage, 'returning.html?block=localStorage,indexedDB', ['storage']),

  'storage fails when it is used': (stage) =>
    visitUnknown(stage, 'returning.html?block=localStorage,indexedDB-error', ['storage']),

  'storage never answers': (stage) =>
    visitUnknown(stage, 'returning.html?block=localStorage,indexedDB-silent'),

  'the page has no origin, so no storage': (stage) =>
    visitUnknown(stage, 'sandboxed.html', ['storage']),
};
