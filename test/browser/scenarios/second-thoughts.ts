import { expect } from 'vitest';
import { arrived, consentOf, planOf, press, publish, tagOf, text } from '../support/choice-page.js';
import type { PublicApi } from '../support/page/api.js';
import { counts, nothing, readStores, recorded, stored } from '../support/record.js';
import type { Scenarios } from '../support/stage.js';

declare const tailorbird: PublicApi;

export const secondThoughts: Scenarios = {
  'a page view is counted once, however often the visitor is asked anew': async (stage) => {
    const one = await stage.visit('controls-page.html', text);
    await one.evaluate(() => {
      tailorbird.set({ role: 'developer' });
      void tailorbird.consent('pending');
      void tailorbird.consent('granted');
    });
    await recorded(one, 1);
    await one.evaluate(async () => {
      await tailorbird.consent('pending');
      tailorbird.set({ plan: 'pro' });
      await tailorbird.consent('granted');
      tailorbird.goal('signup');
    });
    await one.until(
      'the goal to be on record',
      async () => !!(await tailorbird.export())?.goals['signup'],
    );
    expect(await counts(one)).toEqual([1, 1]);
    const record = await one.evaluate(() => tailorbird.export());
    expect(record?.traits).toEqual({ role: 'developer', plan: 'pro' });
    // After a denial there is nothing on record, so the page view counts anew.
    await one.evaluate(async () => {
      await tailorbird.consent('denied');
      await tailorbird.consent('granted');
    });
    await recorded(one, 1);
    expect(await counts(one)).toEqual([1, 1]);
  },

  'a page that forgets its visitor knows it at once': async (stage) => {
    publish(
      stage,
      'fans.html',
      tagOf(),
      '<p data-tb-block="hero"><b data-watch="default">Welcome</b><b hidden data-tb-for="returning" data-watch="returning">Again</b></p>',
    );
    const first = await stage.visit('fans.html', { shows: ['text', 'default'] });
    await recorded(first, 1);
    await first.until('the copy for the next page', () => !!localStorage.getItem('tailorbird'));
    const view = await stage.visit('fans.html?clock=+1d', { shows: ['text', 'returning'] });
    const known = await view.evaluate(async () => {
      const told: unknown[] = [];
      addEventListener('tailorbird:decide', () =>
        told.push(tailorbird.segments.includes('returning')),
      );
      const segments = (): string | undefined => document.documentElement.dataset['tbSegments'];
      const before = segments();
      await tailorbird.forget();
      return [before?.includes('returning'), segments()?.includes('returning'), ...told];
    });
    expect(known).toEqual([true, false, false]);
  },

  'a plan on its way may say that the browser’s setting makes no difference: what was said before counts':
    async (stage) => {
      stage.server.files.set('plan.json', '{"privacy":{"gpc":"ignore"}}');
      const tag = tagOf('data-tb-automation="record" data-tb-plan="/plan.json?after=painted"');
      publish(
        stage,
        'early.html',
        `${tag}<script>tailorbird.set({ role: 'developer' }); tailorbird.goal('signup');</script>`,
      );
      const view = await stage.visit('early.html?privacy=gpc', text);
      await recorded(view, 1);
      expect(await view.evaluate(() => tailorbird.export())).toMatchObject({
        traits: { role: 'developer' },
        goals: { signup: { count: 1 } },
      });

      stage.server.files.set('plan.json', '{"views":true}');
      await view.evaluate(() => tailorbird.forget());
      const refused = await stage.visit('early.html?privacy=gpc&refused', text);
      await arrived(refused, 'plan.json');
      await refused.frames(10);
      expect(await consentOf(refused)).toBe('denied');
      await refused.until('nothing is stored', async () => !(await indexedDB.databases()).length);
      expect(await stored(refused)).toEqual(nothing);
    },

  'a page that clears localStorage itself has refused nothing': async (stage) => {
    const view = await stage.visit('controls-page.html?break=BroadcastChannel', text);
    await recorded(view, 1);
    await view.until('the copy for the next page', () => !!localStorage.getItem('tailorbird'));
    await view.evaluate(() => {
      localStorage.clear();
      tailorbird.goal('signup');
    });
    await view.until('the page to notice', () => tailorbird.signals['consent'] !== 'granted');
    expect(await consentOf(view)).toBe('pending');
    expect(
      await view.evaluate(() =>
        ['deny', 'grant'].map((id) => document.getElementById(id)?.ariaPressed),
      ),
    ).toEqual(['false', 'false']);
    await press(view, 'grant');
    await recorded(view, 2);
  },

  'what waits for an answer survives a past that was too old': async (stage) => {
    const first = await stage.visit('controls-page.html', text);
    await recorded(first, 1);
    await first.until('the copy for the next page', () => !!localStorage.getItem('tailorbird'));
    publish(
      stage,
      'asking.html',
      // Before the script begins: it looks at the past as soon as the first task is over.
      `<script>tailorbird = [(own) => own.set({ role: 'developer' })];</script>
      ${tagOf('data-tb-automation="record" data-tb-consent="pending"')}`,
    );
    const view = await stage.visit('asking.html?clock=+400d', text);
    await view.until('the past to go', async () => {
      const names = (await indexedDB.databases()).map(({ name }) => name);
      return !names.length && !localStorage.getItem('tailorbird');
    });
    await press(view, 'grant');
    await recorded(view, 1);
    const record = await view.evaluate(() => tailorbird.export());
    expect(record?.traits).toEqual({ role: 'developer' });
  },

  'an e-mail address is no goal and no topic': async (stage) => {
    const ann = 'ann@example.org';
    const topics = { '@type': 'Article', keywords: `tulips, ${ann}` };
    publish(
      stage,
      'ann.html',
      `${planOf('{"interests":{"jsonLd":true},"events":["dataLayer"]}')}
      <script type="application/ld+json">${JSON.stringify(topics)}</script>
      <meta data-tb-topic="${ann} gardens">${tagOf()}`,
      `<button id="goal" data-tb-goal="${ann}">Subscribe</button>`,
    );
    const view = await stage.visit('ann.html', {
      ...text,
      reports: ['personal-trait'],
      reportsLater: ['personal-trait'],
    });
    await view.evaluate((ann) => {
      document.getElementById('goal')?.click();
      tailorbird.goal(ann);
      tailorbird.goal('signup');
    }, ann);
    await view.until('the rest to be on record', async () => {
      const { goals, interests } = (await tailorbird.export()) ?? {};
      return !!goals?.['signup'] && !!interests?.['tulips'] && !!interests['gardens'];
    });
    const [book, copy] = await readStores(view);
    expect(book).toContain('signup');
    expect(book + copy).not.toContain('@');
    // By a file that is loaded on demand.
    await view.until('the goal to be told', () =>
      JSON.stringify(Reflect.get(window, 'dataLayer') ?? '').includes('"signup"'),
    );
    expect(
      await view.evaluate(() => JSON.stringify(Reflect.get(window, 'dataLayer'))),
    ).not.toContain('@');
  },

  'a connection that the browser has closed without a word is opened anew': async (stage) => {
    publish(
      stage,
      'closed.html',
      `<script>
        const { open } = IDBFactory.prototype;
        IDBFactory.prototype.open = function (...name) {
          return (window.opening = open.apply(this, name));
        };
      </script>${tagOf()}`,
    );
    const view = await stage.visit('closed.html', text);
    await recorded(view, 1);
    await view.evaluate(() => {
      const { opening } = window as unknown as { opening: IDBOpenDBRequest };
      opening.result.close();
      tailorbird.goal('signup');
    });
    await view.until(
      'the goal to be on record',
      async () => !!(await tailorbird.export())?.goals['signup'],
    );
    expect(await view.evaluate(() => tailorbird.explain().problems)).toEqual([]);
  },

  'a plan and traits that nobody reads are told': async (stage) => {
    const traits = '<script type="application/json" data-tb-traits>{"fan":true}</script>';
    const pages: Record<string, [head: string, told: string[]]> = {
      'after.html': [tagOf() + planOf('{}') + traits, ['plan', 'traits']],
      'untyped.html': [planOf('{}').replace('application/json', 'text/json') + tagOf(), ['plan']],
      'module.html': [
        traits.replace('application/json', 'application/traits') + tagOf(),
        ['traits'],
      ],
      'right.html': [planOf('{}') + traits + tagOf(), []],
      'none.html': [tagOf(), []],
    };
    for (const [name, [head, told]] of Object.entries(pages)) {
      publish(stage, name, head);
      const view = await stage.visit(name, { ...text, reports: told.map(() => 'plan-order') });
      const places = await view.evaluate(() =>
        tailorbird.explain().problems.map(({ where }) => where),
      );
      expect(places, name).toEqual(told);
    }
  },
};
