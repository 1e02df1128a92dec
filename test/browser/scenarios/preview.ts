import { deflateRawSync } from 'node:zlib';
import { expect } from 'vitest';
import type { PublicApi } from '../support/page/api.js';
import { nothing, stored } from '../support/record.js';
import type { Scenarios } from '../support/stage.js';
import type { View } from '../support/view.js';

declare const tailorbird: PublicApi;

const shows = (...names: string[]): { shows: string[]; may: string[] } => ({
  shows: [...names, 'greeting'],
  // Until the inspector has come.
  may: ['default'],
});

/** What the page says of the preview; nothing where there is none. */
const mark = (view: View): Promise<string> =>
  view.evaluate(
    () =>
      [...document.documentElement.children]
        .map((child) => child.shadowRoot?.querySelector<HTMLElement>('.bar:not([hidden])'))
        .find((bar) => bar)
        ?.querySelector('p')?.textContent ?? '',
  );

export const preview: Scenarios = {
  'as a segment: the page decides as for somebody who is in it': async (stage) => {
    const view = await stage.visit('preview.html?tb-as=regular+mobile', shows('regular', 'phone'));
    await view.until('it is marked', () => !!document.querySelector('html > div'));
    expect(await mark(view)).toBe('Preview as regular and mobile. Nothing is recorded.');
    expect(
      await view.evaluate(() => [
        tailorbird.segment,
        tailorbird.matches('returning+country:DE+!desktop'),
      ]),
    ).toEqual(['regular', true]);
  },

  'a router takes what it does not know out of the address at once': async (stage) => {
    const view = await stage.visit('preview-router.html?tb-as=regular', shows('regular'));
    await view.until('it is marked', () => !!document.querySelector('html > div'));
    expect(await mark(view)).toBe('Preview as regular. Nothing is recorded.');
    expect(await view.evaluate(() => location.search)).toBe('');
    await view.frames(10);
    expect(await stored(view)).toEqual({ ...nothing, session: ['tailorbird'] });
  },

  'a preview is written nowhere and tells nobody, on its next pages too': async (stage) => {
    const view = await stage.visit('preview.html?tb-show=hero:b', shows('b'));
    await view.evaluate(() => {
      document.getElementById('goal')?.click();
      tailorbird.goal('other');
      tailorbird.set({ role: 'developer' });
    });
    await view.frames(10);
    const kept = { ...nothing, session: ['tailorbird'] };
    expect(await stored(view)).toEqual(kept);
    const { tab } = view;
    await view.evaluate(() => document.getElementById('next')?.click());
    const second = await stage.meet(tab, 'preview.html?page=2', shows('b'));
    await second.until('it is marked', () => !!document.querySelector('html > div'));
    await second.frames(10);
    expect(await stored(second)).toEqual(kept);
    expect(stage.server.posts).toEqual([]);
  },

  'a made-up visitor who is nested too deep is one that cannot be read': async (stage) => {
    const nested = `{"traits.x":${'['.repeat(30_000)}${']'.repeat(30_000)}}`;
    const deep = `z${deflateRawSync(nested).toString('base64url')}`;
    const found: unknown[] = [];
    for (const visitor of ['x', deep]) {
      const view = await stage.visit(`preview.html?tb-visitor=${visitor}`, shows('default'));
      await view.until('it is marked', () => !!document.querySelector('html > div'));
      const block = await view.evaluate(() =>
        Object.fromEntries(
          [...(document.querySelector('[data-tb-block]')?.attributes ?? [])].map(
            ({ name, value }) => [name, value],
          ),
        ),
      );
      found.push([block, await mark(view)]);
    }
    expect(found[0]).toMatchObject([
      { 'data-tb-shown': 'default' },
      'Preview of the page as it is. Nothing is recorded. This page does not know tb-visitor.',
    ]);
    expect(found[1]).toEqual(found[0]);
  },
};
