import { expect } from 'vitest';
import { arrived, consentOf, planOf, press, publish, tagOf, text } from '../support/choice-page.js';
import type { PublicApi } from '../support/page/api.js';
import { nothing, recorded, stored } from '../support/record.js';
import type { Scenarios, Stage } from '../support/stage.js';
import type { View } from '../support/view.js';

declare const tailorbird: PublicApi;

const noted = { ...nothing, keys: ['tailorbird.consent'] };

const deny = (view: View): Promise<void> => view.evaluate(() => tailorbird.consent('denied'));

const idOf = (view: View): Promise<unknown> =>
  view.evaluate(async () => ((await tailorbird.export()) as { id?: string } | undefined)?.id);

/** Waits until nothing of an earlier page is stored any more. */
async function gone(view: View, left: unknown = nothing): Promise<void> {
  await view.until('what was stored to go', async () => {
    const names = (await indexedDB.databases()).map(({ name }) => name);
    return !names.length && !localStorage.getItem('tailorbird');
  });
  await view.frames(10);
  expect(await stored(view)).toEqual(left);
}

/** A page view that is on record, with the controls. */
async function visitRecorded(stage: Stage): Promise<View> {
  const view = await stage.visit('controls-page.html', text);
  await recorded(view, 1);
  await view.until('the copy for the next page', () => !!localStorage.getItem('tailorbird'));
  return view;
}

async function routeWithoutRecord(view: View, left: unknown): Promise<void> {
  await view.evaluate(() => {
    tailorbird.set({ role: 'developer' });
    history.pushState(null, '', '?route=2');
  });
  await view.frames(10);
  await gone(view, left);
}

/** One tab forgets and then refuses, while another one lies open. */
async function refuseInAnotherTab(
  stage: Stage,
  query: string,
  refuse: (view: View) => Promise<void>,
  left: unknown,
): Promise<void> {
  const one = await stage.visit(`controls-page.html?one${query}`, text);
  await recorded(one, 1);
  const two = await stage.visitInNewTab(`controls-page.html?two${query}`, text);
  await recorded(two, 2);
  await two.evaluate(() => tailorbird.forget());
  await one.until(
    'the other tab has nothing either',
    async () => (await tailorbird.export()) === undefined,
  );
  await refuse(two);
  await one.until('the refusal to be heard', () => tailorbird.signals['consent'] === 'denied');
  await routeWithoutRecord(one, left);
}

export const refusals: Scenarios = {
  'a consent that cannot be read is not given: nothing is stored before somebody says so': async (
    stage,
  ) => {
    const heads: Record<string, [code: string, head: string]> = {
      'misspelt.html': ['plan-value', planOf('{"privacy":{"consent":"Pending"}}') + tagOf()],
      'comma.html': ['plan-json', planOf('{"privacy":{"consent":"pending"},}') + tagOf()],
      'field.html': ['plan-field', planOf('{"privacy":{"consentt":"pending"}}') + tagOf()],
      'tag.html': [
        'plan-value',
        planOf('{"privacy":{"consent":"granted"}}') +
          tagOf('data-tb-automation="record" data-tb-consent="Pending"'),
      ],
      'extra.html': ['plan-field', planOf('{"privacy":{"policy":"/privacy"}}') + tagOf()],
      'missing.html': ['plan-url', tagOf('data-tb-automation="record" data-tb-plan="/no.json"')],
    };
    for (const [name, [code, head]] of Object.entries(heads)) {
      publish(stage, name, head);
      const view = await stage.visit(name, { ...text, reportsLater: [code] });
      await view.until(
        'the report',
        (code) => tailorbird.explain().problems.some((problem) => problem.code === code),
        code,
      );
      await view.frames(10);
      expect(await consentOf(view), name).toBe('pending');
      // To read what there is makes nothing.
      expect(await view.evaluate(async () => (await tailorbird.export()) === undefined)).toBe(true);
      expect(await stored(view), name).toEqual(nothing);
    }
    publish(
      stage,
      'said.html',
      heads['comma.html']![1].replace('src', 'data-tb-consent="granted" src'),
    );
    const view = await stage.visit('said.html', { ...text, reports: ['plan-json'] });
    await recorded(view, 1);
  },

  'a browser’s setting and a plan that denies erase what earlier pages have stored': async (
    stage,
  ) => {
    publish(stage, 'denied.html', planOf('{"privacy":{"consent":"denied"}}') + tagOf());
    const addresses = ['gpc', 'dnt'].map((setting) => `controls-page.html?privacy=${setting}`);
    for (const address of [...addresses, 'denied.html']) {
      await visitRecorded(stage);
      await gone(await stage.visit(address, text));
    }
  },

  'before anybody is asked the record stays and can be read, until it is too old': async (
    stage,
  ) => {
    const first = await visitRecorded(stage);
    const before = await stored(first);
    publish(stage, 'asking.html', planOf('{"privacy":{"consent":"pending"}}') + tagOf());
    const asking = await stage.visit('asking.html', text);
    await asking.frames(10);
    expect(await asking.evaluate(async () => (await tailorbird.export())?.pageviews)).toBe(1);
    expect(await stored(asking)).toEqual(before);
    await gone(await stage.visit('asking.html?clock=+400d', text));
  },

  'a manager’s yes undoes no refusal of the visitor, and its no undoes their yes': async (
    stage,
  ) => {
    const head = `${planOf('{"privacy":{"consent":"google"}}')}
      <script>
        dataLayer = [];
        function gtag() { dataLayer.push(arguments); }
        gtag('consent', 'default', { personalization_storage: 'denied' });
        gtag('consent', 'update', { personalization_storage: 'granted' });
      </script>
      ${tagOf()}`;
    publish(stage, 'managed.html', head);
    const first = await stage.visit('managed.html', text);
    await recorded(first, 1);
    await press(first, 'deny');
    await gone(first, noted);
    const second = await stage.visit('managed.html?second', text);
    await arrived(second, 'consent/google.min.js');
    await gone(second, noted);
    expect(await consentOf(second)).toBe('denied');
    await press(second, 'grant');
    await recorded(second, 1);
    const third = await stage.visit('managed.html?third', text);
    await recorded(third, 2);
    await arrived(third, 'consent/google.min.js');
    await third.frames(10);
    await third.evaluate(() =>
      (window as unknown as { gtag(...command: unknown[]): void }).gtag('consent', 'update', {
        personalization_storage: 'denied',
      }),
    );
    await gone(third);
    expect(await consentOf(third)).toBe('denied');
  },

  'consent("denied") takes back what the visitor had agreed to by a control': async (stage) => {
    const view = await stage.visit('controls-page.html', text);
    await press(view, 'grant');
    await recorded(view, 1);
    await view.evaluate(() => tailorbird.consent('denied'));
    await gone(view);
  },

  'a tab in which the visitor was forgotten hears that they refuse': (stage) =>
    refuseInAnotherTab(stage, '', deny, nothing),

  'so does a tab of a browser without channels between tabs': (stage) =>
    refuseInAnotherTab(stage, '&break=BroadcastChannel', (view) => press(view, 'deny'), noted),

  'where no channel tells a tab of a denial, it finds out before it records': async (stage) => {
    const one = await stage.visit('controls-page.html?one&break=BroadcastChannel', text);
    await recorded(one, 1);
    await one.until('the copy for the next page', () => !!localStorage.getItem('tailorbird'));
    const two = await stage.visitInNewTab('controls-page.html?two&break=BroadcastChannel', text);
    await recorded(two, 2);
    await two.evaluate(() => tailorbird.consent('denied'));
    await routeWithoutRecord(one, nothing);
    expect(await consentOf(one)).toBe('pending');
  },

  'a plan that arrives late is not kept where nothing may be': async (stage) => {
    stage.server.files.set('plan.json', '{"views":true}');
    const automated = 'data-tb-plan="/plan.json?after=painted"';
    const attributes = `${automated} data-tb-automation="record"`;
    const heads: Record<string, string> = {
      'forgotten.html': `${tagOf(attributes)}<script>tailorbird.forget()</script>`,
      'stopped.html': `${tagOf(attributes)}<script>tailorbird.stop()</script>`,
      'automated.html': tagOf(automated),
    };
    for (const [name, head] of Object.entries(heads)) {
      publish(stage, name, head);
      const view = await stage.visit(name, text);
      await arrived(view, 'plan.json');
      await gone(view);
    }
    publish(stage, 'kept.html', tagOf(attributes));
    const view = await stage.visit('kept.html', text);
    await recorded(view, 1);
    await view.until('the plan', () => !!localStorage.getItem('tailorbird.plan'));
  },

  'nothing is stored once it has stopped, whatever is said then': async (stage) => {
    publish(stage, 'asking.html', tagOf('data-tb-automation="record" data-tb-consent="pending"'));
    const view = await stage.visit('asking.html', text);
    await view.evaluate(async () => {
      tailorbird.stop();
      await tailorbird.consent('granted');
      tailorbird.set({ role: 'developer' });
      dispatchEvent(new Event('pagehide'));
    });
    await view.frames(10);
    expect(await stored(view)).toEqual(nothing);
  },

  'what was forgotten before the visitor was asked is not recorded when they agree': async (
    stage,
  ) => {
    publish(stage, 'asking.html', tagOf('data-tb-automation="record" data-tb-consent="pending"'));
    const view = await stage.visit('asking.html', text);
    await view.evaluate(async () => {
      tailorbird.set({ role: 'developer' });
      await tailorbird.forget();
      tailorbird.set({ plan: 'pro' });
      await tailorbird.consent('granted');
    });
    await recorded(view, 1);
    const record = await view.evaluate(() => tailorbird.export());
    expect(record?.traits).toEqual({ plan: 'pro' });
  },

  'a commit under way brings nothing back of what was forgotten': async (stage) => {
    const view = await stage.visit('controls-page.html', text);
    await recorded(view, 1);
    const before = await view.evaluate(async () => {
      const record = (await tailorbird.export()) as unknown as { readonly id: string };
      const { put } = IDBObjectStore.prototype;
      let hasRouted = false;
      const spin = (store: IDBObjectStore): void => {
        if (!hasRouted) store.get('').onsuccess = () => spin(store);
      };
      IDBObjectStore.prototype.put = function (...args) {
        IDBObjectStore.prototype.put = put;
        const request = put.apply(this, args);
        spin(this);
        void tailorbird.forget();
        history.pushState(null, '', '?route');
        requestAnimationFrame(() => requestAnimationFrame(() => (hasRouted = true)));
        return request;
      };
      tailorbird.set({ role: 'developer' });
      return record.id;
    });
    await view.until(
      'another record',
      async (before) => {
        const record = (await tailorbird.export()) as { readonly id?: string } | undefined;
        return record?.id !== undefined && record.id !== before;
      },
      before,
    );
    await view.frames(10);
    expect(await view.evaluate(() => tailorbird.export())).toMatchObject({
      visitCount: 1,
      pageviews: 1,
      traits: {},
    });
    expect(await view.evaluate(() => localStorage.getItem('tailorbird'))).not.toContain(before);
  },

  'a commit under way is undone also while the record is read, which fails nobody': async (
    stage,
  ) => {
    const view = await stage.visit('controls-page.html', text);
    await recorded(view, 1);
    await view.evaluate(() => {
      const { put } = IDBObjectStore.prototype;
      IDBObjectStore.prototype.put = function (...args) {
        IDBObjectStore.prototype.put = put;
        const request = put.apply(this, args);
        this.transaction.addEventListener('abort', () => Reflect.set(window, 'undone', true));
        // Waits for this commit, as it came after it.
        const read = tailorbird.export();
        let turns = 0;
        const spin = (): void => {
          if (turns++ < 5) return void (this.get('').onsuccess = spin);
          void tailorbird
            .forget()
            .then(() => read)
            .then(() => Reflect.set(window, 'read', true));
        };
        spin();
        return request;
      };
      tailorbird.set({ role: 'developer' });
    });
    await view.until('the record to be read', () => Reflect.get(window, 'read') === true);
    expect(await view.evaluate(() => Reflect.get(window, 'undone') as unknown)).toBe(true);
    expect(await stored(view)).toEqual(nothing);
  },

  'a plan that is on its way may have to be waited for: nothing is stored or used before': async (
    stage,
  ) => {
    const before = await visitRecorded(stage).then(stored);
    stage.server.files.set('plan.json', '{"privacy":{"consent":"pending"}}');
    const watch = `<script>
      window.written = [];
      const { setItem } = Storage.prototype;
      Storage.prototype.setItem = function (...item) {
        written.push(item[0]);
        setItem.apply(this, item);
      };
    </script>`;
    const attributes = 'data-tb-automation="record" data-tb-plan="/plan.json?after=painted"';
    publish(
      stage,
      'waiting.html',
      `${watch}${tagOf(attributes)}<script>
      window.early = [tailorbird.signals.consent, ...tailorbird.segments];
    </script>`,
    );
    const view = await stage.visit('waiting.html', text);
    await arrived(view, 'plan.json');
    await view.frames(10);
    const early = await view.evaluate(() => (window as unknown as { early: string[] }).early);
    expect(early).toContain('pending');
    expect(early).not.toContain('returning');
    expect(await consentOf(view)).toBe('pending');
    expect(await view.evaluate(() => (window as unknown as { written: [] }).written)).toEqual([]);
    expect(await stored(view)).toEqual(before);
  },

  'a plan by its address is kept once a manager grants, and one that changed is not kept on':
    async (stage) => {
      const { files } = stage.server;
      files.set('plan.json', '{"privacy":{"consent":"google"}}');
      const tag = tagOf('data-tb-automation="record" data-tb-plan="/plan.json"');
      const gtag = `<script>dataLayer = []; function gtag() { dataLayer.push(arguments); }</script>`;
      const grant = `<script>gtag('consent', 'default', { personalization_storage: 'granted' })</script>`;
      publish(stage, 'granted.html', gtag + grant + tag);
      publish(stage, 'asked.html', gtag + tag);
      const first = await stage.visit('granted.html', text);
      await first.until('the plan', () => !!localStorage.getItem('tailorbird.plan'));
      files.set('plan.json', '{"privacy":{"consent":"google"},"views":true}');
      const second = await stage.visit('granted.html?second', text);
      await recorded(second, 2);
      await second.until('the newer plan', () =>
        `${localStorage.getItem('tailorbird.plan')}`.includes('views'),
      );
      files.set('plan.json', '{"privacy":{"consent":"denied"}}');
      const third = await stage.visit('asked.html', text);
      await third.until('the old one to go', () => !localStorage.getItem('tailorbird.plan'));
      await gone(await stage.visit('asked.html?fourth', text));
    },

  'a page that comes back does not bring back what was forgotten meanwhile': {
    engines: ['WebKitGTK'],
    why: 'no other engine keeps a page whose database is deleted',
    async perform(stage) {
      const one = await stage.visit('controls-page.html?one', text);
      await recorded(one, 1);
      await one.until('the copy for the next page', () => !!localStorage.getItem('tailorbird'));
      const forgotten = await idOf(one);
      const two = await stage.visitInNewTab('controls-page.html?two', text);
      await recorded(two, 2);
      await stage.visit('script-missing.html', { shows: ['default'], absent: true });
      await two.evaluate(async () => {
        await tailorbird.forget();
        history.pushState(null, '', '?route');
      });
      await recorded(two, 1);
      const begun = await idOf(two);
      await stage.back(one);
      await one.evaluate(() => tailorbird.goal('signup'));
      await one.frames(10);
      const copy = await one.evaluate(() => localStorage.getItem('tailorbird'));
      expect(copy).toContain(begun);
      expect(copy).not.toContain(forgotten);
    },
  },

  'a page that is told nothing writes nothing back of what was forgotten in another tab': async (
    stage,
  ) => {
    const one = await stage.visit('controls-page.html?one&break=BroadcastChannel', text);
    await recorded(one, 1);
    await one.until('the copy for the next page', () => !!localStorage.getItem('tailorbird'));
    const forgotten = await idOf(one);
    const two = await stage.visitInNewTab('controls-page.html?two&break=BroadcastChannel', text);
    await recorded(two, 2);
    await two.evaluate(async () => {
      await tailorbird.forget();
      history.pushState(null, '', '?route');
    });
    await recorded(two, 1);
    await two.until('its copy', () => !!localStorage.getItem('tailorbird'));
    const begun = await idOf(two);
    await one.evaluate(() => {
      tailorbird.goal('signup');
      dispatchEvent(new Event('pagehide'));
    });
    const copy = await one.evaluate(() => localStorage.getItem('tailorbird'));
    expect(copy).toContain(begun);
    expect(copy).not.toContain(forgotten);
  },

  'a page that comes back hears what is refused in another tab': async (stage) => {
    const one = await stage.visit('controls-page.html?one', text);
    await recorded(one, 1);
    await one.until('the copy for the next page', () => !!localStorage.getItem('tailorbird'));
    const two = await stage.visitInNewTab('controls-page.html?two', text);
    await recorded(two, 2);
    await stage.visit('script-missing.html', { shows: ['default'], absent: true });
    await stage.back(one);
    await deny(two);
    await one.until('the refusal to be heard', () => tailorbird.signals['consent'] === 'denied');
    await routeWithoutRecord(one, nothing);
  },

  'who reads the record while it is deleted has nothing made again': async (stage) => {
    const view = await visitRecorded(stage);
    await view.evaluate(async () => {
      const forgotten = tailorbird.forget();
      await Promise.all([tailorbird.export(), tailorbird.export(), forgotten]);
    });
    await gone(view);
  },

  'a manager that says no and then yes has no more to say than before': async (stage) => {
    const head = `${planOf('{"privacy":{"consent":"google"}}')}
      <script>dataLayer = []; function gtag() { dataLayer.push(arguments); }</script>${tagOf()}`;
    publish(stage, 'managed.html', head);
    const view = await stage.visit('managed.html?privacy=gpc', text);
    await arrived(view, 'consent/google.min.js');
    await press(view, 'grant');
    await recorded(view, 1);
    await view.evaluate(() => {
      const { gtag } = window as unknown as { gtag(...command: unknown[]): void };
      gtag('consent', 'update', { personalization_storage: 'denied' });
      gtag('consent', 'update', { personalization_storage: 'granted' });
    });
    await gone(view);
    expect(await consentOf(view)).toBe('denied');
  },

  'a plan that comes late does not undo what was refused in another tab': async (stage) => {
    stage.server.files.set('plan.json', '{"views":true}');
    const attributes =
      'data-tb-automation="record" data-tb-consent="granted" data-tb-plan="/plan.json?tabs=2"';
    publish(stage, 'waiting.html', tagOf(attributes));
    const one = await stage.visit('waiting.html', text);
    const two = await stage.visitInNewTab('controls-page.html', text);
    await recorded(two, 1);
    await deny(two);
    await one.until('the refusal to be heard', () => tailorbird.signals['consent'] === 'denied');
    await two.evaluate(async () => void (await fetch('/plan.json?tabs=2&two')));
    await arrived(one, 'plan.json');
    await gone(one);
    expect(await consentOf(one)).toBe('denied');
  },

  'what happened on an earlier route is not recorded when the visitor agrees on a later one':
    async (stage) => {
      publish(stage, 'asking.html', tagOf('data-tb-automation="record" data-tb-consent="pending"'));
      const view = await stage.visit('asking.html', text);
      await view.evaluate(() => {
        tailorbird.set({ topic: 'health' });
        history.pushState(null, '', '?route');
      });
      await view.frames(10);
      await view.evaluate(() => {
        tailorbird.set({ plan: 'pro' });
        return tailorbird.consent('granted');
      });
      await recorded(view, 1);
      const record = await view.evaluate(() => tailorbird.export());
      expect(record?.traits).toEqual({ plan: 'pro' });
    },

  'a refusal that can be read counts beside a mistake': async (stage) => {
    await visitRecorded(stage);
    publish(
      stage,
      'mistaken.html',
      planOf('{"privacy":{"consent":"denied","retentionDays":"90"}}') + tagOf(),
    );
    const view = await stage.visit('mistaken.html', { ...text, reports: ['plan-value'] });
    await gone(view);
  },

  'a page that denies from the start tells the other tabs that all is gone': async (stage) => {
    const one = await stage.visit('controls-page.html', text);
    await recorded(one, 1);
    publish(stage, 'denied.html', planOf('{"privacy":{"consent":"denied"}}') + tagOf());
    await stage.visitInNewTab('denied.html', text);
    await one.until('the other tab to hear', async () => (await tailorbird.export()) === undefined);
    await one.evaluate(() => tailorbird.goal('signup'));
    await one.frames(10);
    await gone(one);
  },
};
