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

  'what a page calls before the script arrives is on record, once it may be': async (stage) => {
    const queue = (more: string): string => `<script>
      window.tailorbird = window.tailorbird || [];
      tailorbird.push((tb) => {
        tb.set({ role: 'developer' });
        tb.goal('purchase', { value: 49 });
        ${more}
      });
    </script>`;
    const pages: Record<string, [plan: string, more: string]> = {
      'queued.html': ['{"events":["dataLayer"]}', ''],
      'agreed.html': [
        '{"events":["dataLayer"],"privacy":{"consent":"pending"}}',
        "tb.consent('granted');",
      ],
      'again.html': ['{"events":["dataLayer"]}', "tb.consent('pending'); tb.consent('granted');"],
    };
    for (const [name, [plan, more]] of Object.entries(pages)) {
      publish(stage, name, planOf(plan) + queue(more) + tagOf());
      const view = await stage.visit(name, text);
      await view.until('the goal to be told', () =>
        JSON.stringify(Reflect.get(window, 'dataLayer') ?? '').includes('"purchase"'),
      );
      await view.until(
        'the goal to be on record',
        async () => !!(await tailorbird.export())?.goals['purchase'],
      );
      expect(await view.evaluate(() => tailorbird.export()), name).toMatchObject({
        pageviews: 1,
        traits: { role: 'developer' },
        goals: { purchase: { count: 1, value: 49 } },
      });
      await view.evaluate(() => tailorbird.forget());
    }
    publish(
      stage,
      'refused.html',
      planOf('{}') + queue("tb.consent('denied'); tb.consent('granted');") + tagOf(),
    );
    const view = await stage.visit('refused.html', text);
    await recorded(view, 1);
    expect(await view.evaluate(() => tailorbird.export())).toMatchObject({ traits: {}, goals: {} });
  },

  'a word that is no consent is told, and nothing more is stored': async (stage) => {
    const view = await stage.visit('controls-page.html', text);
    await recorded(view, 1);
    await view.until('the copy for the next page', () => !!localStorage.getItem('tailorbird'));
    await view.next({ ...text, reports: ['plan-value'] }, () =>
      (tailorbird.consent as (word: string) => unknown)('deny'),
    );
    expect(await consentOf(view)).toBe('pending');
    const before = await readStores(view);
    await view.evaluate(() => tailorbird.set({ role: 'developer' }));
    await view.frames(10);
    expect(await readStores(view)).toEqual(before);
  },

  'a tab that is told late deletes nothing of what has begun since': async (stage) => {
    for (const word of ['forgotten', 'denied'] as const) {
      const one = await stage.visit(`controls-page.html?one=${word}`, text);
      await recorded(one, 1);
      const two = await stage.visitInNewTab(`controls-page.html?two=${word}`, text);
      await recorded(two, 2);
      // As if the other tab slept: what it is told waits for it.
      await two.evaluate(async (word) => {
        const { postMessage } = BroadcastChannel.prototype;
        BroadcastChannel.prototype.postMessage = function () {
          Reflect.set(window, 'channel', this);
        };
        if (word === 'denied') {
          await tailorbird.consent('denied');
          await tailorbird.consent('granted');
        } else {
          await tailorbird.forget();
          history.pushState(null, '', '?begun');
        }
        BroadcastChannel.prototype.postMessage = postMessage;
      }, word);
      await recorded(two, 1);
      await two.until('the copy for the next page', () => !!localStorage.getItem('tailorbird'));
      const before = await two.evaluate(() => tailorbird.export());
      await two.evaluate(
        (word) => (Reflect.get(window, 'channel') as BroadcastChannel).postMessage(word),
        word,
      );
      // It has heard once it knows of no past any more.
      await one.until(
        'it is heard',
        () => (tailorbird.signals['visits'] as { count?: number }).count === undefined,
      );
      await one.frames(10);
      expect(await two.evaluate(() => tailorbird.export())).toEqual(before);
      expect(await consentOf(one)).toBe(word === 'denied' ? 'pending' : 'granted');
      await one.evaluate(() => history.pushState(null, '', '?route'));
      if (word === 'denied') await one.frames(10);
      else await recorded(two, 2);
      expect(await counts(two)).toEqual([1, word === 'denied' ? 1 : 2]);
      await two.evaluate(() => tailorbird.forget());
      await stage.closeTab(two.tab);
    }
  },

  'what was denied in another tab a manager may grant from the next page on': async (stage) => {
    const agree = "gtag('consent', 'update', { personalization_storage: 'granted' });";
    publish(
      stage,
      'managed.html',
      `${planOf('{"privacy":{"consent":"google"}}')}
      <script>
        dataLayer = [];
        function gtag() { dataLayer.push(arguments); }
        ${agree}
      </script>
      ${tagOf()}`,
    );
    const one = await stage.visit('managed.html?one', text);
    await recorded(one, 1);
    const two = await stage.visitInNewTab('managed.html?two', text);
    await recorded(two, 2);
    await two.evaluate(() => tailorbird.consent('denied'));
    await one.until('it is heard', () => tailorbird.signals['consent'] === 'denied');
    await one.evaluate((agree) => {
      const script = document.createElement('script');
      script.textContent = agree;
      document.head.append(script);
    }, agree);
    await one.frames(10);
    expect(await consentOf(one)).toBe('denied');
    expect(await stored(one)).toEqual(nothing);
    const next = await stage.visit('managed.html?next', text);
    await recorded(next, 1);
  },

  'who has what they agreed to forgotten is asked anew': async (stage) => {
    publish(stage, 'asking.html', planOf('{"privacy":{"consent":"pending"}}') + tagOf());
    const one = await stage.visit('asking.html?one', text);
    await press(one, 'grant');
    await recorded(one, 1);
    const two = await stage.visitInNewTab('asking.html?two', text);
    await recorded(two, 2);
    await two.evaluate(() => tailorbird.forget());
    await one.until('it is heard', () => tailorbird.signals['consent'] === 'pending');
    for (const view of [one, two]) {
      expect(await consentOf(view)).toBe('pending');
      expect(
        await view.evaluate(() => document.getElementById('grant')?.getAttribute('aria-pressed')),
      ).toBe('false');
      await view.evaluate(() => history.pushState(null, '', '?route'));
      await view.frames(10);
    }
    expect(await stored(one)).toEqual(nothing);
    await press(one, 'grant');
    await recorded(one, 1);
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
