import { readFile } from 'node:fs/promises';
import { expect } from 'vitest';
import type { Key } from '../support/engine.js';
import type { PublicApi } from '../support/page/api.js';
import { nothing, recorded, stored } from '../support/record.js';
import type { Scenarios } from '../support/stage.js';
import type { View } from '../support/view.js';

declare const tailorbird: PublicApi;

const welcome = { shows: ['default', 'greeting'] };

/** Texts of elements in the inspector that are on the screen; of fields what they hold. */
const texts = (view: View, selector: string): Promise<string[]> =>
  view.evaluate((selector) => {
    const roots = [...document.documentElement.children].map((child) => child.shadowRoot);
    return roots.flatMap((root) =>
      [...(root?.querySelectorAll<HTMLElement>(selector) ?? [])]
        .filter((one) => one.checkVisibility())
        .map((one) => (one instanceof HTMLInputElement ? one.value : (one.textContent ?? ''))),
    );
  }, selector);

/** What has the focus in the inspector, as a screen reader names it; outside of it the id. */
const focused = (view: View): Promise<string> =>
  view.evaluate(() => {
    const outer = document.activeElement;
    const inner = outer?.shadowRoot?.activeElement;
    if (!inner) return `#${outer?.id ?? ''}`;
    const role = inner.getAttribute('role') ?? inner.localName;
    return `${role} ${inner.getAttribute('aria-label') ?? inner.textContent}`;
  });

/** Waits for a text somewhere in the inspector. */
const says = (view: View, selector: string, text: string): Promise<void> =>
  view.until(
    `the inspector says ${text}`,
    (selector, text) =>
      [...document.documentElement.children].some((child) =>
        [...(child.shadowRoot?.querySelectorAll<HTMLElement>(selector) ?? [])].some(
          (one) =>
            one.checkVisibility() &&
            (one instanceof HTMLInputElement ? one.value : one.textContent)?.includes(text),
        ),
      ),
    selector,
    text,
  );

async function press(view: View, ...keys: readonly Key[]): Promise<void> {
  for (const key of keys) await view.tab.press(key);
}

/**
 * Presses Enter on what has the focus. In Firefox alone the click is made where none comes of it: the key that its driver
 * presses opens no plain `<summary>` either.
 */
async function activate(view: View): Promise<void> {
  await view.evaluate(() => {
    const target = document.activeElement?.shadowRoot?.activeElement;
    document.documentElement.removeAttribute('data-clicked');
    target?.addEventListener('click', () =>
      document.documentElement.setAttribute('data-clicked', ''),
    );
  });
  await view.tab.press('Enter');
  await view.frames(2);
  await view.evaluate(() => {
    const target = document.activeElement?.shadowRoot?.activeElement;
    const isClicked = document.documentElement.hasAttribute('data-clicked');
    if (navigator.userAgent.includes('Firefox') && !isClicked)
      (target as HTMLElement | null)?.click();
  });
}

/** Types a value into a field of the inspector and confirms it; the focus stays there. */
const enter = (view: View, field: string, value: string): Promise<void> =>
  view.evaluate(
    (selector, value) => {
      const found = document.activeElement?.shadowRoot?.querySelector<HTMLInputElement>(selector);
      if (!found) throw new Error(`no ${selector}`);
      found.focus();
      found.value = value;
      found.dispatchEvent(new Event('change', { bubbles: true }));
    },
    field,
    value,
  );

/** Goes to a section by its name. */
const open = (view: View, section: string): Promise<void> =>
  view.evaluate((id) => {
    const tab = document.activeElement?.shadowRoot?.getElementById(id);
    tab?.focus();
    tab?.click();
  }, `tab-${section}`);

const isOpen = (view: View): Promise<void> =>
  view.until(
    'the inspector is open and has the focus',
    () =>
      document.activeElement?.shadowRoot?.activeElement?.getAttribute('role') === 'tab' &&
      !document.activeElement.shadowRoot.querySelector('.panel[hidden]'),
  );

/** The page decides by itself no more: what the panel draws from now on is drawn for what happens from now on. */
async function isQuiet(view: View): Promise<void> {
  await view.until('the deadline has passed', () =>
    window.__sampler.read().stretches.some(({ overdue }) => overdue),
  );
  await view.frames(10);
}

export const inspector: Scenarios = {
  'a file that is not there is told once, and the page is as ever': async (stage) => {
    const view = await stage.visit('inspector-missing.html?tb-inspect', {
      shows: ['variant'],
      reportsLater: ['inspector-file'],
    });
    const warned = (): Promise<number> => view.report().then(({ warnings }) => warnings.length);
    await view.until('it is told', () => window.__sampler.read().warnings.length > 0);
    await view.tab.press('KeyT', 'Alt', 'Shift');
    await view.frames(10);
    expect(await warned()).toBe(1);
    expect(
      await view.evaluate(() => tailorbird.explain().problems.map(({ code }) => code)),
    ).toEqual(['inspector-file']);
    // That page view is not recorded; the next one is, and the visitor is as new.
    expect(await stored(view)).toEqual(nothing);
    const next = await stage.visit('inspector-missing.html', { shows: ['variant'] });
    await recorded(next, 1);
    expect(await next.evaluate(async () => (await tailorbird.export())?.pageviews)).toBe(1);
  },

  'a policy that refuses the file is told once, and the page is as ever': async (stage) => {
    const page = await readFile(new URL('../../pages/inspector-missing.html', import.meta.url));
    const script = `${stage.server.origin}/dist/tailorbird.min.js`;
    const policy = `script-src 'nonce-tailor' ${script}; style-src 'none'`;
    const delivery = { nonce: 'tailor', headers: { 'Content-Security-Policy': policy } };
    stage.server.files.set(
      'refused.html',
      `<!--server ${JSON.stringify(delivery)} -->\n${page.toString().replace('/nowhere', '/dist/')}`,
    );
    await stage.visit('refused.html?tb-inspect', {
      shows: ['variant'],
      reports: ['inspector-file'],
      // The browser's own word for it.
      errors: [/script-src/],
    });
    expect(stage.server.requests).not.toContain('/dist/inspector.min.js');
  },

  'opened by the address, driven by keys alone, under a strict policy': async (stage) => {
    const view = await stage.visit('preview.html?tb-inspect', { ...welcome, may: ['b'] });
    await isOpen(view);
    expect(await focused(view)).toBe('tab Visitor');

    await press(view, 'ArrowRight');
    expect(await focused(view)).toBe('tab Segments');
    expect(await texts(view, '[role=tab][aria-selected=true]')).toEqual(['Segments']);
    // The section, then the first segment in it.
    await press(view, 'Tab', 'Tab');
    expect(await focused(view)).toMatch(/^summary .*Regular guests/);
    expect(await texts(view, '.tree')).toEqual([]);
    await activate(view);
    await says(view, '.tree li', 'visits.count is');
    expect((await texts(view, '.tree li'))[0]).toMatch(/visits\.count is .+, needs ≥ 3/);

    await view.tab.press('Tab', 'Shift');
    await view.tab.press('Tab', 'Shift');
    await press(view, 'End', 'Home', 'ArrowLeft', 'ArrowLeft');
    expect(await focused(view)).toBe('tab Timing');
    // Nearly everybody is held out of this page.
    expect(await texts(view, 'dd')).toContain('none: known at once as a new visitor');
    await press(view, 'ArrowLeft', 'ArrowLeft');
    expect(await focused(view)).toBe('tab Blocks');

    await press(view, 'Tab', 'Tab', 'Tab', 'Tab', 'Tab');
    expect(await focused(view)).toBe('button Show b in hero');
    await activate(view);
    await says(view, '.blocks > li', 'hero shows b. Because you asked for it');
    await view.until(
      'the page shows b',
      () => !!document.querySelector('[data-tb-shown=b] [data-watch=b]'),
    );
    // The list was drawn again, and the focus is where it was.
    expect(await focused(view)).toBe('button Stop showing b in hero');
    await activate(view);
    await says(view, '.blocks > li', 'hero shows default');

    await press(view, 'Escape');
    expect(await texts(view, '.panel')).toEqual([]);
    expect(await view.evaluate(() => location.search)).toBe('');

    await view.evaluate(() => document.getElementById('goal')?.focus());
    await view.tab.press('KeyT', 'Alt', 'Shift');
    await isOpen(view);
    await press(view, 'Escape');
    expect(await focused(view)).toBe('#goal');
    expect(await stored(view)).toEqual(nothing);
    expect(stage.server.posts).toEqual([]);
  },

  'when the script started, decided, hid and swapped is told from the start': async (stage) => {
    stage.server.files.set(
      'timing.html',
      `<!doctype html>
      <html lang="en">
        <head>
          <title>What takes its time</title>
          <script src="/dist/tailorbird.min.js" data-tb-automation="record" data-tb-deadline="10000"></script>
        </head>
        <body>
          <p data-tb-block="early">
            <b hidden data-tb-for="campaign:spring" data-watch="early">Seen</b><i data-watch="none">Not</i>
          </p>
          <p data-tb-block="last">
            <i data-watch="none">Not</i>{{cut:text}}<b hidden data-tb-for="campaign:spring" data-watch="last">Seen</b>
          </p>
          <p data-tb-block="same"><i data-watch="same">As it was</i></p>
        </body>
      </html>`,
    );
    const view = await stage.visit('timing.html?tb-inspect&utm_campaign=spring&cuts=text', {
      shows: ['early', 'last', 'same'],
    });
    await isOpen(view);
    await open(view, 'Timing');
    const rows = async (): Promise<[string, string][]> => {
      const terms = await texts(view, 'dt');
      const told = await texts(view, 'dd');
      return terms.map((term, index) => [term, told[index] ?? '']);
    };
    const found = await rows();
    const order = found.map(([term]) => term);
    const at = (term: string): number => order.indexOf(term);
    expect(at('Script started')).toBeGreaterThan(0);
    expect(at('Decided')).toBeGreaterThan(at('Script started'));
    expect(at('early swapped')).toBeGreaterThan(at('Decided'));
    expect(at('last swapped')).toBeGreaterThan(at('early swapped'));
    expect(at('same swapped')).toBe(-1);
    const told = new Map(found);
    expect(told.get('Decided')).toMatch(/^[\d.]+ ms after the start$/);
    expect(told.get('early swapped')).toMatch(/^[\d.]+ ms before the first paint$/);
    expect(told.get('last hidden')).toMatch(
      /^[\d.]+ ms, about \d+ frames? at 60 a second; shown [\d.]+ ms after the first paint$/,
    );
    expect(order).not.toContain('early hidden');
    // Nothing of the visitor: whoever measures the page may send it on.
    const marks = await view.evaluate(() =>
      (performance.getEntriesByType('mark') as PerformanceMark[])
        .filter(({ name }) => name.startsWith('tailorbird:'))
        .map(({ name, detail }) => `${name} ${detail as string}`),
    );
    expect(new Set(marks)).toEqual(
      new Set([
        'tailorbird:start null',
        'tailorbird:decide null',
        'tailorbird:swap early',
        'tailorbird:hide last',
        'tailorbird:show last',
        'tailorbird:swap last',
      ]),
    );
    stage.server.files.set(
      'calm.html',
      `<!doctype html>
      <html lang="en">
        <head><title>Calm</title><script src="/dist/tailorbird.min.js"></script></head>
        <body><p data-watch="text">Text</p></body>
      </html>`,
    );
    const calm = await stage.visit('calm.html?tb-inspect', { shows: ['text'] });
    await isOpen(calm);
    await open(calm, 'Timing');
    expect(await texts(calm, 'dd')).toContain('no block, in no frame');
    await open(calm, 'Share');
    expect(await texts(calm, '[role=tabpanel]')).toEqual([
      expect.stringContaining('Links to what you change'),
    ]);
  },

  'a signal is changed, and not one frame shows what was before': async (stage) => {
    const view = await stage.visit('preview.html?tb-inspect', welcome);
    await isOpen(view);
    await view.next({ shows: ['regular', 'greeting'] }, () => {
      const change = (path: string, value: string): void => {
        const field = document.activeElement?.shadowRoot?.querySelector<HTMLInputElement>(
          `[data-key="value ${path}"]`,
        );
        if (!field) throw new Error(`no field for ${path}`);
        field.value = value;
        field.dispatchEvent(new Event('change'));
      };
      change('visits.count', '3');
      change('geo.country', 'AT');
    });
    expect(await texts(view, '.changed code')).toEqual(
      expect.arrayContaining(['visits.count', 'geo.country']),
    );
    expect(await texts(view, '.panel .bar p')).toEqual([
      'Preview with 2 signals changed. Nothing is recorded.',
    ]);
    // Where the panel is open, it does not lie on what ends the preview.
    expect(
      await view.evaluate(() => {
        const root = document.activeElement?.shadowRoot;
        const end = [...(root?.querySelectorAll('.bar button') ?? [])].pop();
        const { left, right, top, bottom } = end?.getBoundingClientRect() ?? new DOMRect();
        return !!end && root?.elementFromPoint((left + right) / 2, (top + bottom) / 2) === end;
      }),
    ).toBe(true);
  },

  'opened by the key on a recorded page, changed: a consent manager that speaks again records nothing':
    async (stage) => {
      const page = await readFile(new URL('../../pages/preview.html', import.meta.url), 'utf8');
      stage.server.files.set(
        'managed-preview.html',
        page.replace('"holdout": 0.99', '"privacy": { "consent": "google" }'),
      );
      const view = await stage.visit('managed-preview.html', welcome);
      const consent = (state: string, kind: string): Promise<void> =>
        view.evaluate(
          (state, kind) => {
            const page = window as { dataLayer?: unknown[] };
            const entry = { 0: 'consent', 1: kind, 2: { personalization_storage: state } };
            (page.dataLayer ??= []).push(entry);
          },
          state,
          kind,
        );
      await consent('granted', 'update');
      await recorded(view, 1);
      await view.tab.press('KeyT', 'Alt', 'Shift');
      await isOpen(view);
      // How often it was written says nothing: opening the inspector may have done so once more.
      const kept = (): Promise<unknown> =>
        view.evaluate(async () =>
          [localStorage.getItem('tailorbird'), JSON.stringify(await tailorbird.export())].map(
            (text) => text?.replace(/"revision":\d+/, ''),
          ),
        );
      const before = await kept();
      await view.next({ shows: ['regular', 'greeting'] }, () => {
        for (const [path, value] of Object.entries({ 'visits.count': '3', 'geo.country': 'AT' })) {
          const field = document.activeElement?.shadowRoot?.querySelector<HTMLInputElement>(
            `[data-key="value ${path}"]`,
          );
          if (!field) throw new Error(`no field for ${path}`);
          field.value = value;
          field.dispatchEvent(new Event('change'));
        }
      });
      await consent('denied', 'default');
      await consent('granted', 'update');
      // What has not changed the consent mode does not tell again; a page that is told by itself does.
      await view.evaluate(() => tailorbird.consent('granted'));
      await view.evaluate(() => tailorbird.goal('signup'));
      await view.frames(10);
      expect(await view.evaluate(() => tailorbird.segment)).toBe('regular');
      expect(await kept()).toEqual(before);
    },

  'a page whose rules hide every element of its kind hides neither the panel nor the mark': async (
    stage,
  ) => {
    const page = await readFile(new URL('../../pages/preview.html', import.meta.url), 'utf8');
    const rule = '<style nonce="tailor">html > div { display: none !important }</style>';
    stage.server.files.set(
      'hiding.html',
      page
        .replace('img-src data:;', "style-src 'nonce-tailor'; img-src data:;")
        .replace('<title>', `${rule}<title>`),
    );
    const view = await stage.visit('hiding.html?tb-inspect&tb-show=hero:b', {
      shows: ['b', 'greeting'],
      may: ['default'],
    });
    await isOpen(view);
    expect(await texts(view, '.bar p')).toEqual(['Preview hero shows b. Nothing is recorded.']);
  },

  'what was confirmed is drawn at once, its field with the focus or not': async (stage) => {
    const view = await stage.visit('preview.html?tb-inspect', { ...welcome, may: ['phone'] });
    await isOpen(view);
    await enter(view, '[data-key=path]', 'traits.firstName');
    await enter(view, '[data-key="its value"]', 'Ann');
    expect(await texts(view, '[data-key=path]')).toEqual(['traits.firstName']);
    await view.tab.press('Enter');
    await says(view, '.signals code', 'traits.firstName');
    expect(await view.evaluate(() => document.querySelector('b')?.textContent)).toBe('Ann');
    expect(await texts(view, '[data-key=path]')).toEqual(['']);
    await enter(view, '[data-key=path]', 'nonsense');
    await view.tab.press('Enter');
    await says(view, '.said', 'nonsense is no signal');
    await open(view, 'Share');
    await view.next({ shows: ['default', 'greeting', 'phone'] }, () => {
      const field =
        document.activeElement?.shadowRoot?.querySelector<HTMLInputElement>('[data-key=as]');
      field!.focus();
      field!.value = 'mobile';
      field!.dispatchEvent(new Event('change', { bubbles: true }));
    });
    await says(view, '.link span', 'The page as mobile');
    await says(view, '.link input', 'tb-as=mobile');
    expect(await focused(view)).toBe('input Segments, joined by +');
  },

  'an edit is no page view, and holds when the page is loaded again': async (stage) => {
    const view = await stage.visit('preview.html?tb-inspect&tb-show=hero:b', {
      shows: ['b', 'greeting'],
      may: ['default'],
    });
    await isOpen(view);
    const pageviews = (): Promise<unknown> =>
      view.evaluate(() => (tailorbird.signals['visits'] as Record<string, unknown>)['pageviews']);
    expect(await pageviews()).toBe(1);
    const address = await view.evaluate(() => location.href);
    await enter(view, '[data-key="value visits.count"]', '3');
    await enter(view, '[data-key="value geo.country"]', 'AT');
    // Who has come three times has come before.
    await says(view, '.changed code', 'visits.returning');
    expect(await view.evaluate(() => tailorbird.matches('regular+returning'))).toBe(true);
    expect(await pageviews()).toBe(1);
    expect(await view.evaluate(() => location.href)).toBe(address);
    await view.until(
      'it is kept for the tab',
      () => sessionStorage.getItem('tailorbird')?.includes('tb-visitor') === true,
    );
    const again = await stage.reload(view, { shows: ['b', 'greeting'], may: ['default'] });
    await isOpen(again);
    expect(await texts(again, '.bar p')).toEqual([
      'Preview hero shows b, with 2 signals changed. Nothing is recorded.',
    ]);
  },

  'what of a link means nothing is told': async (stage) => {
    const view = await stage.visit(
      'preview.html?tb-show=hero:nope&tb-show=hero&tb-visitor=garbage&tb-as=nobody',
      welcome,
    );
    await says(view, '.bar p', 'This page does not know tb-visitor, hero, nobody and hero:nope.');
    const next = await stage.visit('preview.html?tb-visitor=garbage', welcome);
    await says(next, '.bar p', 'Preview of the page as it is. Nothing is recorded.');
    await says(next, '.bar p', 'This page does not know tb-visitor.');
  },

  'blocks that are gone are not listed': async (stage) => {
    const view = await stage.visit('preview.html?tb-inspect', welcome);
    await isOpen(view);
    await open(view, 'Blocks');
    expect(await texts(view, '.name')).toEqual(['hero']);
    await isQuiet(view);
    await view.next({ shows: ['greeting'] }, () => document.querySelector('section')?.remove());
    await says(view, '.body p', 'There are no blocks on this page yet.');
    expect(await view.evaluate(() => tailorbird.explain())).toMatchObject({ blocks: [] });
  },

  'blocks that come later are listed': async (stage) => {
    const view = await stage.visit('preview.html?tb-inspect', welcome);
    await isOpen(view);
    await press(view, 'ArrowRight', 'ArrowRight');
    expect(await texts(view, '.name')).toEqual(['hero']);
    await isQuiet(view);
    await view.next({ shows: ['default', 'greeting', 'later'] }, () => {
      const block = document.createElement('section');
      block.setAttribute('data-tb-block', 'later');
      const text = document.createElement('p');
      text.setAttribute('data-watch', 'later');
      text.textContent = 'Come in';
      block.append(text);
      document.body.append(block);
    });
    await says(view, '.name', 'later');
    await says(view, '.frame span', 'later: default');
  },

  'a route of a single page is followed, and a preview goes along': async (stage) => {
    const view = await stage.visit('preview.html?tb-inspect&tb-show=hero:b', {
      shows: ['b', 'greeting'],
      may: ['default'],
    });
    await isOpen(view);
    await view.evaluate(() => history.pushState(null, '', '/another/route'));
    await says(view, '[data-key="value page.path"]', '/another/route');
    expect(await texts(view, '.bar p')).toEqual(['Preview hero shows b. Nothing is recorded.']);
  },

  'what stands in a link is text: it runs nothing, adds nothing, records nothing': async (
    stage,
  ) => {
    const attack = '<img src=x onerror="window.ran=1"><script>window.ran=1</script>';
    const visitor = {
      'traits.firstName': attack,
      'traits.__proto__.ran': 1,
      '__proto__.ran': 1,
      'page.constructor.prototype.ran': 1,
      [`traits.${attack.replaceAll('.', '')}`]: attack,
    };
    const json = Buffer.from(JSON.stringify(visitor)).toString('base64url');
    const text = encodeURIComponent(attack);
    const view = await stage.visit(
      `preview.html?tb-inspect&tb-as=${text}+mobile&tb-show=hero:${text}&tb-show=__proto__:ran&tb-visitor=j${json}`,
      { shows: ['default', 'greeting', 'phone'] },
    );
    await isOpen(view);
    for (const name of ['Segments', 'Blocks', 'Problems', 'Timing', 'Share']) {
      await press(view, 'ArrowRight');
      expect(await focused(view)).toBe(`tab ${name}`);
    }
    await says(view, '.bar p', '<img');
    const found = await view.evaluate(() => {
      const roots = [document, ...[...document.documentElement.children].map((c) => c.shadowRoot)];
      return {
        ran: 'ran' in window || 'ran' in {} || 'ran' in Array.prototype,
        images: roots.flatMap((root) => [...(root?.querySelectorAll('img') ?? [])]).length,
        scripts: [...document.scripts].filter((script) => /ran=/.test(script.text)).length,
        greeting: document.querySelector('[data-tb-text]')?.textContent,
      };
    });
    expect(found).toEqual({ ran: false, images: 0, scripts: 0, greeting: attack });
    expect(await stored(view)).toEqual({ ...nothing, session: ['tailorbird'] });
    expect(stage.server.posts).toEqual([]);
  },
};
