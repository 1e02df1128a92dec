import { expect } from 'vitest';
import type { PublicApi } from '../support/page/api.js';
import { nothing, recorded, stored } from '../support/record.js';
import type { Scenarios, Stage } from '../support/stage.js';
import type { View } from '../support/view.js';

declare const tailorbird: PublicApi;

const text = { shows: ['text'] };
const noted = { ...nothing, keys: ['tailorbird.consent'] };

const planOf = (json: string): string =>
  `<script type="application/json" data-tb-plan>${json}</script>`;
const tagOf = (attributes = 'data-tb-automation="record"'): string =>
  `<script src="/dist/tailorbird.min.js" ${attributes}></script>`;

/** Puts a page on the server. */
function publish({ server }: Stage, name: string, head: string): void {
  server.files.set(
    name,
    `<!doctype html>
    <html lang="en">
      <head><title>What a visitor does not want</title>${head}</head>
      <body>
        <p data-watch="text">Text</p>
        <button id="deny" data-tb-control="deny">Do not remember me</button>
        <button id="grant" data-tb-control="grant">Remember me</button>
      </body>
    </html>`,
  );
}

const press = (view: View, id: 'deny' | 'grant'): Promise<void> =>
  view.evaluate((id) => document.getElementById(id)?.click(), id);

const consentOf = (view: View): Promise<unknown> =>
  view.evaluate(() => tailorbird.signals['consent']);

const arrived = (view: View, file: string): Promise<void> =>
  view.until(
    `${file} to arrive`,
    (file) =>
      performance
        .getEntriesByType('resource')
        .some((entry) => entry.name.includes(file) && entry.duration > 0),
    file,
  );

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
async function refuseInAnotherTab(stage: Stage, query: string): Promise<void> {
  const one = await stage.visit(`controls-page.html?one${query}`, text);
  await recorded(one, 1);
  const two = await stage.visitInNewTab(`controls-page.html?two${query}`, text);
  await recorded(two, 2);
  await two.evaluate(() => tailorbird.forget());
  await one.until(
    'the other tab has nothing either',
    async () => (await tailorbird.export()) === undefined,
  );
  await press(two, 'deny');
  await one.until('the refusal to be heard', () => tailorbird.signals['consent'] === 'denied');
  await routeWithoutRecord(one, noted);
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
    for (const address of ['controls-page.html?privacy=gpc', 'denied.html']) {
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
    refuseInAnotherTab(stage, ''),

  'so does a tab of a browser without channels between tabs': (stage) =>
    refuseInAnotherTab(stage, '&break=BroadcastChannel'),

  'where no channel tells a tab of a denial, it finds out before it records': async (stage) => {
    const one = await stage.visit('controls-page.html?one&break=BroadcastChannel', text);
    await recorded(one, 1);
    await one.until('the copy for the next page', () => !!localStorage.getItem('tailorbird'));
    const two = await stage.visitInNewTab('controls-page.html?two&break=BroadcastChannel', text);
    await recorded(two, 2);
    await two.evaluate(() => tailorbird.consent('denied'));
    await routeWithoutRecord(one, nothing);
    expect(await consentOf(one)).toBe('denied');
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
};
