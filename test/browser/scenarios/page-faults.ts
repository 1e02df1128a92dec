import { expect } from 'vitest';
import type { PublicApi } from '../support/page/api.js';
import { expectRecord, recorded } from '../support/record.js';
import type { Scenarios } from '../support/stage.js';

declare const tailorbird: PublicApi;
declare const replaceBody: () => void;
/** Markup of blocks, and of the script tag. */
declare const blocks: string;
declare const script: string;

const spring = '?utm_campaign=spring';
const old = { shows: ['variant-old'] };

export const pageFaults: Scenarios = {
  'the page puts another body in the place of its own': async (stage) => {
    const view = await stage.visit(`body-replaced.html${spring}`, old);
    await recorded(view, 1);
    await view.next({ shows: ['variant-spring'] }, () => replaceBody());
    await view.evaluate(() => tailorbird.goal('signup'));
    await view.until(
      'the goal is on record',
      async () => (await tailorbird.export())?.goals['signup']?.count === 1,
    );
    await expectRecord(view, { visitCount: 1, pageviews: 1 });
    stage.evidence({
      fault: 'The page replaces its <body>',
      saw: 'The variants of the new body, without one frame of their defaults',
      kept: 'Everything; the same page view goes on',
    });
  },

  'the page writes its blocks while it is parsed': async (stage) => {
    await stage.visit('written.html', { shows: ['default', 'rest'] });
    await stage.visit(`written.html${spring}`, { shows: ['variant-spring', 'rest'] });
    stage.evidence({
      fault: 'document.write() makes the blocks while the page is parsed',
      saw: 'The right variants, without one frame of their defaults',
      kept: 'Everything',
    });
  },

  'the page writes itself anew: open, write, close': async (stage) => {
    const view = await stage.visit(`reopened.html${spring}`, old);
    await recorded(view, 1);
    await view.next({ shows: ['variant-spring', 'rest'] }, () => {
      const written = blocks;
      document.open();
      document.write(`<!doctype html><title>Anew</title><body>${written}`);
      document.close();
    });
    await view.evaluate(() => tailorbird.goal('signup'));
    await view.until(
      'the goal is on record',
      async () => (await tailorbird.export())?.goals['signup']?.count === 1,
    );
    await expectRecord(view, { visitCount: 1, pageviews: 1 });
    stage.evidence({
      fault: 'The page writes itself anew after it has loaded: document.open(), write(), close()',
      saw: 'The variants of the new page, without one frame of their defaults',
      kept: 'Everything; the same page view goes on',
    });
  },

  'the page writes after it has loaded, and never closes': async (stage) => {
    const view = await stage.visit(`reopened.html${spring}`, old);
    await view.until('the deadline', () =>
      window.__sampler.read().stretches.some(({ overdue }) => overdue),
    );
    // Of the last block nobody will ever know whether it is complete.
    await view.next({ shows: ['variant-spring', 'rest', 'default'] }, () => {
      const written = blocks;
      document.write(`<!doctype html><title>Anew</title><body>${written}`);
      // Nobody will ever call close(): what stands there now is loaded as far as anybody can tell.
      const sampler = window.__sampler;
      window.__sampler = { ...sampler, read: () => ({ ...sampler.read(), ready: 'complete' }) };
    });
    stage.evidence({
      fault: 'The page calls document.write() after it has loaded, and never closes the document',
      saw: 'The variants of the new page; a block that is not known to be complete keeps its default',
      kept: 'Everything',
    });
  },

  'the page writes itself anew, script tag and all': async (stage) => {
    const view = await stage.visit(`reopened.html${spring}`, old);
    await recorded(view, 1);
    await view.next({ shows: ['variant-spring', 'rest'] }, () => {
      const written = blocks;
      const tag = script;
      document.open();
      document.write(`<!doctype html><title>Anew</title>${tag}<body>${written}`);
      document.close();
    });
    await view.frames(10);
    await expectRecord(view, { visitCount: 1, pageviews: 1 });
    stage.evidence({
      fault: 'The page writes itself anew, with another script tag',
      saw: 'The variants of the new page, without one frame of their defaults',
      kept: 'One page view',
    });
  },

  'blocks are taken away while they are undecided': async (stage) => {
    const view = await stage.visit(`removed-pending.html${spring}`, {
      shows: ['variant-spring', 'rest'],
      passing: ['default'],
    });
    const states = await view.evaluate(() => (window as unknown as { states: unknown }).states);
    expect(states).toEqual(['pending', 'pending']);
    stage.evidence({
      fault: 'The page takes blocks away while they are undecided, and puts one back',
      saw: 'The block that came back, at first its default and then its variant; nothing of the others',
      kept: 'Everything',
    });
  },

  'the script inside frames without an address': async (stage) => {
    const view = await stage.visit('framed.html', { shows: ['rest'], absent: true });
    const frames = (): unknown =>
      Array.from(document.querySelectorAll('iframe'), (frame) => {
        const { document: page, tailorbird: inside } =
          frame.contentWindow as unknown as typeof window & { tailorbird?: PublicApi };
        return [
          page.querySelector('section')?.dataset['tbState'],
          page.getElementById('variant') !== null,
          page.getElementById('default') !== null,
          inside?.explain().problems,
        ];
      });
    const right = ['variant', true, false, []];
    await view.until(
      'both frames to be decided',
      (text) =>
        JSON.stringify(
          Array.from(
            document.querySelectorAll('iframe'),
            ({ contentDocument }) =>
              contentDocument?.querySelector<HTMLElement>('section')?.dataset['tbState'],
          ),
        ) === text,
      JSON.stringify(['variant', 'variant']),
    );
    expect(await view.evaluate(frames)).toEqual([right, right]);
    expect(
      await view.evaluate(() => (window as unknown as { problems: unknown }).problems),
    ).toEqual([]);
    stage.evidence({
      fault: 'The script runs inside frames without an address (about:blank, srcdoc)',
      saw: 'The right variants inside, nothing else outside',
      kept: 'The record of the page around, which such frames share',
    });
  },
};
