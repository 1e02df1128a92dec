import { readFileSync } from 'node:fs';
import { expect } from 'vitest';
import type { PublicApi } from '../support/page/api.js';
import { nothing, recorded, stored } from '../support/record.js';
import type { Scenarios } from '../support/stage.js';

declare const tailorbird: PublicApi;

const spring = '?utm_campaign=spring';
const matched = { shows: ['variant-spring'] };

export const privacy: Scenarios = {
  'the script makes no request': async (stage) => {
    await stage.visit(`campaign.html${spring}`, matched);
    expect(stage.server.requests).toEqual(['/campaign.html', '/dist/tailorbird.min.js']);
  },

  'inlined, the script does the same': async (stage) => {
    await stage.visit(`inlined.html${spring}`, matched);
    expect(stage.server.requests).toEqual(['/inlined.html']);
  },

  'inlined, the script imports nothing that lies beside the page, whatever a link or a plan asks for':
    async (stage) => {
      const page = readFileSync(new URL('../../pages/inlined.html', import.meta.url), 'utf8');
      const policy = "default-src 'none'; script-src 'nonce-tailor'; img-src data:";
      const delivery = { nonce: 'tailor', headers: { 'Content-Security-Policy': policy } };
      stage.server.files.set(
        'inlined.html',
        `<!--server ${JSON.stringify(delivery)} -->\n${page
          .replace('<script ', '<script nonce="tailor" data-tb-inspector ')
          .replace(
            '<template ',
            '<template data-tb-for="device.model:Pixel*"></template><template ',
          )}`,
      );
      // What somebody else was allowed to leave there, a picture's name and a script's text.
      for (const name of ['inspector.min.js', 'device.min.js'])
        stage.server.files.set(name, 'window.ran = true; export const inspect = () => undefined;');
      const reports = ['inspector-file', 'device-file'];
      const view = await stage.visit(`inlined.html${spring}&tb-inspect`, { ...matched, reports });
      await view.tab.press('KeyT', 'Alt', 'Shift');
      await view.frames(10);
      expect(stage.server.requests).toEqual(['/inlined.html']);
      expect(await view.evaluate(() => 'ran' in window)).toBe(false);
      expect(
        await view.evaluate(() => tailorbird.explain().problems.map(({ message }) => message)),
      ).toEqual([
        expect.stringContaining('data-tb-files'),
        expect.stringContaining('data-tb-files'),
      ]);
    },

  'inlined, the script finds its files where data-tb-files says': async (stage) => {
    const page = readFileSync(new URL('../../pages/inlined.html', import.meta.url), 'utf8');
    stage.server.files.set(
      'inlined.html',
      page
        .replace('<script ', '<script data-tb-files="dist" data-tb-inspector ')
        // What comes later says nothing of where the script's files are.
        .replace('</h1>', '</h1><base href="/elsewhere/">'),
    );
    const view = await stage.visit(`inlined.html${spring}`, matched);
    await view.tab.press('KeyT', 'Alt', 'Shift');
    await view.until(
      'the inspector has come',
      () => !!document.activeElement?.shadowRoot?.querySelector('[role=tab]'),
    );
    expect(stage.server.requests).toEqual(['/inlined.html', '/dist/inspector.min.js']);
  },

  'a strict content security policy is kept': async (stage) => {
    await stage.visit(`policy.html${spring}`, { shows: ['variant-spring', 'greeting'] });
    expect(stage.server.requests).toEqual(['/policy.html', '/dist/tailorbird.min.js']);
  },

  'under a strict policy everything works': async (stage) => {
    const page = 'policy-everything.html';
    const first = await stage.visit(page, { shows: ['default', 'greeting'] });
    await first.next({ shows: ['answered', 'greeting'], may: ['default'] }, () =>
      document.getElementById('role')?.click(),
    );
    await first.next({ shows: ['default', 'greeting'] }, () =>
      document.getElementById('plain')?.click(),
    );
    await first.next({ shows: ['answered', 'greeting'] }, () =>
      document.getElementById('plain')?.click(),
    );
    await first.next({ shows: ['default', 'greeting'] }, () => tailorbird.stop());

    const shows = ['answered', 'greeting', 'returning'];
    const second = await stage.visit(`${page}?clock=+40m`, { shows });
    await second.until(
      'a second view of the topic counts',
      async () => ((await tailorbird.export())?.interests['gardening']?.score ?? 0) > 1.5,
    );
    // With `late: swap` what is forgotten gives way on this page already.
    await second.next({ shows: ['default', 'greeting'] }, () =>
      document.getElementById('forget')?.click(),
    );
    await second.until(
      'what was stored to go',
      async () => (await indexedDB.databases()).length === 0,
    );
    expect(await stored(second)).toEqual(nothing);

    await stage.visit(`${page}${spring}`, { shows: ['spring', 'greeting'] });
    expect(new Set(stage.server.requests)).toEqual(
      new Set([`/${page}`, '/dist/tailorbird.min.js']),
    );
  },

  'under a strict policy the files beside the script work, and the visitor’s own controls': async (
    stage,
  ) => {
    const page = 'policy-told.html';
    const view = await stage.visit(`${page}${spring}`, matched);
    const press = (id: string): Promise<void> =>
      view.evaluate((id) => document.getElementById(id)?.click(), id);
    const pressed = (): Promise<unknown> =>
      view.evaluate(() =>
        ['grant', 'deny'].map((id) => document.getElementById(id)?.getAttribute('aria-pressed')),
      );
    expect(await pressed()).toEqual(['false', 'false']);
    expect(await stored(view)).toEqual(nothing);

    await press('grant');
    await recorded(view, 1);
    expect(await pressed()).toEqual(['true', 'false']);
    await press('goal');
    await view.until('the goal to be told', () =>
      JSON.stringify(Reflect.get(window, 'dataLayer') ?? '').includes('"signup"'),
    );
    expect(await view.evaluate(() => (Reflect.get(window, 'because') as () => string)())).toContain(
      'the campaign that brought you here is “spring”',
    );

    await press('deny');
    await view.until(
      'what was stored to go',
      async () => (await indexedDB.databases()).length === 0,
    );
    expect(await pressed()).toEqual(['false', 'true']);
    expect(await stored(view)).toEqual({ ...nothing, keys: ['tailorbird.consent'] });
    await press('forget');
    await view.until('the refusal to go', () => localStorage.length === 0);
    expect(await stored(view)).toEqual(nothing);
    expect(new Set(stage.server.requests)).toEqual(
      new Set([
        ...['sinks', 'tailorbird', 'why'].map((name) => `/dist/${name}.min.js`),
        `/${page}`,
      ]),
    );
  },

  'with an integrity hash only the script that was built runs': async (stage) => {
    const hashes = readFileSync(new URL('../../../dist/integrity.json', import.meta.url), 'utf8');
    const { 'tailorbird.min.js': hash = '' } = JSON.parse(hashes) as Record<string, string>;
    const page = readFileSync(new URL('../../pages/integrity.html', import.meta.url), 'utf8');
    const { files } = stage.server;
    files.set('built.html', page.replace('{{hash}}', hash));
    await stage.visit(`built.html${spring}`, matched);
    files.set('changed.html', page.replace('{{hash}}', `${hash.slice(0, -4)}AAAA`));
    await stage.visit(`changed.html${spring}`, { shows: ['default'], absent: true });
  },

  'a sandboxed frame without an origin: contextual targeting works': async (stage) => {
    const view = await stage.visit('sandboxed-frame.html', { shows: ['text'], absent: true });
    await view.until('the frame has settled', () => 'told' in window);
    const told = await view.evaluate(() => (window as { told?: unknown }).told);
    expect(told).toMatchObject({
      shown: 'Spring sale',
      errors: [],
      warnings: [expect.stringMatching(/^\[tailorbird\] storage /)],
      elsewhere: [],
    });
  },

  'an automated browser sees what anybody sees, and leaves no record': async (stage) => {
    const view = await stage.visit(`automation.html${spring}`, matched);
    await view.frames(10);
    expect(await stored(view)).toEqual(nothing);
  },

  'without consent nothing is stored; with it, this page view counts': async (stage) => {
    const view = await stage.visit(`consent.html${spring}`, matched);
    await view.frames(10);
    expect(await stored(view)).toEqual(nothing);
    await view.evaluate(() => tailorbird.consent('granted'));
    await view.until('one page view on record', async () => {
      const record = await tailorbird.export();
      return record?.pageviews === 1;
    });
  },

  'denial in one tab ends recording in all of them, and holds on the next page': async (stage) => {
    const one = await stage.visit('controls-page.html', { shows: ['text'] });
    await one.until('the page view is on record', async () => !!(await tailorbird.export()));
    const tab = await stage.openTab();
    await tab.goto(`${stage.server.origin}/controls-page.html?tab=2`);
    const two = await stage.meet(tab, 'controls-page.html?tab=2', { shows: ['text'] });
    await two.until(
      'both page views are on record',
      async () => (await tailorbird.export())?.pageviews === 2,
    );
    await two.evaluate(() => document.getElementById('deny')?.click());
    await one.until('the other tab has heard', () => tailorbird.signals['consent'] === 'denied');
    // What happens there now leaves nothing behind.
    await one.evaluate(() => {
      tailorbird.set({ role: 'developer' });
      history.pushState(null, '', '?route=2');
    });
    await one.frames(10);
    const left = { ...nothing, keys: ['tailorbird.consent'] };
    expect(await stored(one)).toEqual(left);
    expect(await stored(two)).toEqual(left);
    const next = await stage.visit('controls-page.html?next', { shows: ['text'] });
    expect(await next.evaluate(() => tailorbird.signals['consent'])).toBe('denied');
    expect(await stored(next)).toEqual(left);
    await next.evaluate(() => document.getElementById('grant')?.click());
    await next.until('recording begins anew', async () => !!(await tailorbird.export()));
  },
};
