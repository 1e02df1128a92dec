import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { expect } from 'vitest';
import type { PublicApi } from '../support/page/api.js';
import { expectRecord, recorded } from '../support/record.js';
import type { Scenarios, Stage } from '../support/stage.js';

declare const tailorbird: PublicApi;
/** The Tailorbird that the page's own code has started. */
declare const second: PublicApi;
/** The default's heading as the parser made it. */
declare const original: Element;
declare const begin: () => void;
/** The traits that were known at once. */
declare const known: string;

const newAndControl = { shows: ['variant-new', 'control'] };
const defaultAndControl = { shows: ['default', 'control'] };

/** The npm module, with what it imports. */
function serveModule(stage: Stage): void {
  const file = createRequire(import.meta.url)
    .resolve('idb-keyval')
    .replace(/\.cjs$/, '.js');
  stage.server.files.set('idb-keyval.js', readFileSync(file, 'utf8'));
}

export const restarts: Scenarios = {
  'the script stands on the page twice': async (stage) => {
    const view = await stage.visit('twice.html', newAndControl);
    await recorded(view, 1);
    // Two listeners would choose the default and take it back.
    await view.next(defaultAndControl, () => document.querySelector('button')?.click());
    await view.evaluate(() => history.pushState(null, '', '?route=2'));
    await recorded(view, 2);
    await view.frames(10);
    await expectRecord(view, { visitCount: 1, pageviews: 2 });
    stage.evidence({
      fault: 'The script is on the page twice',
      saw: 'The right variant; a click counts once',
      kept: 'Each page view once',
    });
  },

  'two versions of the script stand on the page': async (stage) => {
    const dist = readFileSync(new URL('../../../dist/tailorbird.min.js', import.meta.url), 'utf8');
    const older = dist.replaceAll('[tailorbird]', '[tailorbird] older:');
    expect(older).not.toBe(dist);
    stage.server.files.set('older.js', older);
    const view = await stage.visit('two-versions.html', {
      shows: ['variant-new', 'other'],
      // From the first of the two, and from it alone.
      reports: ['older: unknown-segment'],
    });
    await recorded(view, 1);
    await view.frames(10);
    await expectRecord(view, { visitCount: 1, pageviews: 1 });
    stage.evidence({
      fault: 'Two versions of the script are on the page',
      saw: 'The right variant: the first to come decides, the other stands back',
      kept: 'Each page view once',
    });
  },

  'a script tag and the npm module on one page': async (stage) => {
    serveModule(stage);
    const view = await stage.visit('tag-and-module.html', {
      shows: ['variant-gold'],
      passing: ['default'],
      reports: ['unknown-segment', 'late-start'],
    });
    await recorded(view, 2);
    // The one that came later is alone: the other no longer watches the route.
    await view.evaluate(() => history.pushState(null, '', '?route=2'));
    await recorded(view, 3);
    await view.frames(10);
    await expectRecord(view, { visitCount: 1, pageviews: 3 });
    await view.next({ shows: ['default'] }, () => second.stop());
    stage.evidence({
      fault: 'The script tag and the npm module are on one page',
      saw: 'The default first, as the module comes late; then what the module decides: it takes over',
      kept: 'Each start counts as a page view, what follows once',
    });
  },

  'stopped and started again, several times': async (stage) => {
    serveModule(stage);
    const view = await stage.visit('restart.html', {
      shows: ['variant-new', 'control'],
      passing: ['default'],
      reports: ['late-start'],
    });
    for (let round = 0; round < 3; round++) {
      await view.next(defaultAndControl, () => {
        tailorbird.stop();
        tailorbird.stop();
      });
      const left = await view.evaluate(() => [
        document.querySelector('h1') === original,
        document.querySelector('section')?.getAttributeNames(),
        document.querySelector('section')?.childElementCount,
        document.documentElement.getAttributeNames(),
      ]);
      expect(left).toEqual([true, ['data-tb-block'], 2, ['lang']]);
      await view.next({ ...newAndControl, reports: ['late-start'] }, () => begin());
    }
    await recorded(view, 4);
    await view.evaluate(() => history.pushState(null, '', '?route=2'));
    await recorded(view, 5);
    // Listeners of those that were stopped would choose the default and take it back.
    await view.next(defaultAndControl, () => document.querySelector('button')?.click());
    await view.frames(10);
    await expectRecord(view, { visitCount: 1, pageviews: 5 });
    stage.evidence({
      fault: 'The page stops and starts Tailorbird again, three times',
      saw: "After each stop the default's own elements, after each start the variant; a click counts once",
      kept: 'Each start counts as a page view, what follows once',
    });
  },

  'stopped and started again in one task': async (stage) => {
    serveModule(stage);
    const view = await stage.visit('restart.html', {
      shows: ['variant-new', 'control'],
      passing: ['default'],
      reports: ['late-start'],
    });
    const reports = Array.from({ length: 20 }, () => 'late-start');
    await view.next({ ...newAndControl, reports }, () => {
      for (let round = 0; round < 20; round++) begin();
    });
    await recorded(view, 2);
    await view.frames(10);
    // Those that were stopped in the task in which they began had not begun to write.
    await expectRecord(view, { visitCount: 1, pageviews: 2 });
  },

  'stopped with something to tell, and started again at once': async (stage) => {
    serveModule(stage);
    const view = await stage.visit('restart.html', {
      shows: ['variant-new', 'control'],
      passing: ['default'],
      reports: ['late-start'],
    });
    await recorded(view, 1);
    await view.next({ ...newAndControl, reports: ['late-start'] }, () => {
      tailorbird.set({ tier: 'gold' });
      begin();
      Object.assign(window, { known: JSON.stringify(tailorbird.signals['traits']) });
    });
    expect(await view.evaluate(() => known)).toBe('{"tier":"gold"}');
    await recorded(view, 2);
    await view.frames(10);
    await expectRecord(view, { visitCount: 1, pageviews: 2, traits: { tier: 'gold' } });
  },
};
