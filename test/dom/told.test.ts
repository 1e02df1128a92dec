import { afterEach, describe, expect, test, vi } from 'vitest';
import { parseAnswer } from '../../src/signals/geo-endpoint.js';
import { storable } from '../../src/visitor/traits.js';
import { expire } from '../../src/visitor/retention.js';
import { countPageView } from '../../src/visitor/record.js';
import type { Plan, Tailorbird } from '../../src/types.js';
import { open, told } from './page.js';

const page = window as unknown as { dataLayer?: unknown[] };
const traits = (tailorbird: Tailorbird): unknown => tailorbird.signals['traits'];

afterEach(() => {
  vi.unstubAllGlobals();
  delete page.dataLayer;
});

describe('answers', () => {
  /** Sets a control and tells the page, as a visitor would. */
  function answer(selector: string, change: (control: HTMLInputElement) => void): void {
    const control = document.querySelector<HTMLInputElement>(selector);
    if (!control) throw new Error(`no ${selector}`);
    change(control);
    control.dispatchEvent(new Event('change', { bubbles: true }));
  }

  test('each kind of control gives its own kind of value, and takes it back', async () => {
    const tailorbird = open(`
      <input id="text" data-tb-trait="firstName">
      <input id="number" type="number" data-tb-trait="team.size">
      <input id="news" type="checkbox" data-tb-trait="news">
      <form><input id="run" type="checkbox" value="run" data-tb-trait="sports">
        <input id="swim" type="checkbox" value="swim" data-tb-trait="sports"></form>
      <input id="pro" type="radio" name="plan" value="pro" data-tb-trait="plan">
      <select id="one" data-tb-trait="industry"><option value=""></option><option>Retail</option></select>
      <select id="many" multiple data-tb-trait="tools"><option>a</option><option>b</option></select>
      <textarea id="long" data-tb-trait="wish"></textarea>
      <input id="secret" type="password" data-tb-trait="secret">`);
    answer('#text', (control) => (control.value = ' Ann '));
    answer('#number', (control) => (control.value = '12'));
    answer('#news', (control) => (control.checked = true));
    answer('#run', (control) => (control.checked = true));
    answer('#pro', (control) => (control.checked = true));
    answer('#one', (control) => (control.value = 'Retail'));
    answer('#many', (control) => {
      for (const option of (control as unknown as HTMLSelectElement).options)
        option.selected = true;
    });
    answer('#long', (control) => (control.value = 'More'));
    answer('#secret', (control) => (control.value = 'hunter2'));
    expect(traits(tailorbird)).toEqual({
      firstName: 'Ann',
      team: { size: 12 },
      news: true,
      sports: ['run'],
      plan: 'pro',
      industry: 'Retail',
      tools: ['a', 'b'],
      wish: 'More',
    });
    answer('#text', (control) => (control.value = ''));
    answer('#number', (control) => (control.value = ''));
    answer('#run', (control) => (control.checked = false));
    await vi.waitFor(() => expect(tailorbird.matches('traits.firstName:*')).toBe(false));
    expect(traits(tailorbird)).toMatchObject({ sports: [] });
  });

  test('a button is pressed by what lies in it, also when the page stops the event', async () => {
    const tailorbird = open(
      '<div><button value="dev" data-tb-trait="role"><i>I write code</i></button></div>',
    );
    document.querySelector('div')?.addEventListener('click', (event) => event.stopPropagation());
    document.querySelector('i')?.click();
    expect(tailorbird.matches('traits.role:dev')).toBe(true);
    expect(tailorbird.explain().signals).toContainEqual({
      path: 'traits.role',
      value: 'dev',
      via: 'answer',
      state: 'known',
    });
    await tailorbird.settled;
  });

  test('an e-mail field is used on the page and never stored, whatever the trait is called', async () => {
    const tailorbird = open('<input type="email" data-tb-trait="contact">');
    answer('input', (control) => (control.value = 'ann@example.com'));
    expect(tailorbird.matches('traits.contact:ann@example.com')).toBe(true);
    expect(told.filter((line) => line.includes('personal-trait'))).toHaveLength(1);
    await vi.waitFor(async () => expect(await tailorbird.export()).toBeDefined());
    expect(JSON.stringify(await tailorbird.export())).not.toContain('ann@');
  });
});

describe('the data layer', () => {
  const plan: Plan = { traits: { dataLayer: ['role', 'user.plan'] } };

  test('entries, later pushes, gtag set, and nothing that was not asked for', () => {
    page.dataLayer = [{ role: 'a', other: 1 }, null, 5, { user: { plan: 'pro', email: 'x' } }];
    const tailorbird = open('', plan);
    expect(traits(tailorbird)).toEqual({ role: 'a', user: { plan: 'pro' } });
    page.dataLayer.push({ 0: 'set', 1: { role: 'b' } });
    page.dataLayer.push({ 0: 'event', 1: { role: 'c' } });
    expect(traits(tailorbird)).toMatchObject({ role: 'b' });
  });

  test('hostile entries are no concern of the page', () => {
    page.dataLayer = [];
    const tailorbird = open('', plan);
    const trap = new Proxy(
      {},
      {
        getOwnPropertyDescriptor: () => {
          throw new Error('trap');
        },
      },
    );
    expect(page.dataLayer.push(trap)).toBe(1);
    expect(page.dataLayer.push({ ['__proto__']: { role: 'evil' } })).toBe(2);
    expect(tailorbird.matches('traits.role:evil')).toBe(false);
  });

  test('stop() puts push back, unless somebody has wrapped it since', () => {
    page.dataLayer = [];
    const { push } = page.dataLayer;
    open('', plan).stop();
    expect(page.dataLayer.push).toBe(push);
    const tailorbird = open('', plan);
    const theirs = vi.fn();
    page.dataLayer.push = theirs;
    tailorbird.stop();
    expect(page.dataLayer.push).toBe(theirs);
  });

  test('a page that does not ask for it gets no data layer', () => {
    open('');
    expect(page.dataLayer).toBeUndefined();
  });
});

describe('what may be stored', () => {
  test.each([
    'email',
    'e-mail',
    'Email_Address',
    'phone',
    'mobilePhone',
    'name',
    'full_name',
    'lastName',
    'address',
    'street',
    'birthday',
    'birth_date',
    'dateOfBirth',
    'workEmail',
    'billing_address',
    'contactPhone',
    'dob',
  ])('%s never is, at any depth', (name) => {
    const dropped: string[] = [];
    const kept = storable({ ok: 1, [name]: 'x', user: { [name]: 'x' } }, (path) =>
      dropped.push(path),
    );
    expect(kept).toEqual({ ok: 1, user: {} });
    expect(dropped).toEqual([name, `user.${name}`]);
  });

  test('an e-mail address never is, whatever it is called; a company may have a name', () => {
    const traits = {
      contact: 'ann@example.com',
      list: ['b@c.de'],
      company: { name: 'Ltd', size: 3 },
    };
    expect(storable(traits, () => undefined)).toEqual({ company: { name: 'Ltd', size: 3 } });
  });
});

describe('a geo endpoint may answer', () => {
  test.each([
    ['fl=1\nloc=DE\ntls=off', { country: 'DE' }],
    [
      '{"country":"us","region":"CA","city":"S%C3%A3o"}',
      { country: 'US', region: 'CA', city: 'São' },
    ],
    ['{"country_code":"AT"}', { country: 'AT' }],
    ['loc=XX', undefined],
    ['loc=T1', undefined],
    ['<!doctype html><html lang=en>', undefined],
    ['null', undefined],
    ['[]', undefined],
    ['', undefined],
    ['{"country":{"code":"DE"}}', undefined],
  ])('%s', (text, place) => {
    expect(parseAnswer(text)).toEqual(place);
  });
});

describe('retention', () => {
  const DAY = 24 * 60 * 60_000;
  const touch = (campaign: string) =>
    ({ source: { channel: 'Email', paid: false, campaign }, kind: 'tagged' }) as const;
  const first = countPageView(undefined, { now: 0, id: 'a', path: '/a', touch: touch('one') });
  const both = countPageView(first, { now: 300 * DAY, id: 'a', path: '/b', touch: touch('two') });

  test('drops what is older, and a visitor who stayed away', () => {
    expect(expire(both, 365, 301 * DAY)).toMatchObject({
      firstSeen: 0,
      first: { campaign: 'one' },
    });
    expect(expire(both, 365, 400 * DAY)).toMatchObject({
      firstSeen: 300 * DAY,
      first: { campaign: 'two' },
      visits: [{ landing: '/b' }],
    });
    expect(expire(both, 365, 700 * DAY)).toBeUndefined();
    expect(expire(undefined, 365, 0)).toBeUndefined();
  });

  test('goals, interests and traits go by their own age', () => {
    const record = {
      ...both,
      goals: { old: { count: 1, value: 0, last: 0 }, new: { count: 1, value: 0, last: 300 * DAY } },
      interests: { old: { score: 1, last: 0 } },
      traits: { old: 1, new: 2 },
      given: { old: 0, new: 300 * DAY },
    };
    const kept = expire(record, 365, 400 * DAY);
    expect(Object.keys(kept?.goals ?? {})).toEqual(['new']);
    expect(kept?.interests).toEqual({});
    expect(kept?.traits).toEqual({ new: 2 });
  });
});

describe('a crawler', () => {
  test('sees what any visitor sees, and leaves no record', async () => {
    vi.spyOn(navigator, 'userAgent', 'get').mockReturnValue(
      'Mozilla/5.0 (compatible; Googlebot/2.1; +http://www.google.com/bot.html)',
    );
    const tailorbird = open(
      '<p data-tb-block="a"><template data-tb-for="new">New</template>All</p>',
    );
    await tailorbird.settled;
    expect(document.querySelector('p')?.textContent).toBe('New');
    await new Promise(requestAnimationFrame);
    expect(await tailorbird.export()).toBeUndefined();
    expect(localStorage.getItem('tailorbird')).toBeNull();
    vi.restoreAllMocks();
  });
});

describe('what happens before the visitor was asked', () => {
  test('is recorded when they grant, with this page view; nothing of it when they deny', async () => {
    const before = (tailorbird: Tailorbird): void => {
      tailorbird.set({ role: 'developer' });
      tailorbird.goal('quiz');
    };
    const plan: Plan = { privacy: { consent: 'pending' } };
    const granted = open('<p data-tb-topic="running"></p>', plan);
    before(granted);
    expect(localStorage.getItem('tailorbird')).toBeNull();
    await granted.consent('granted');
    await vi.waitFor(async () =>
      expect(await granted.export()).toMatchObject({
        pageviews: 1,
        traits: { role: 'developer' },
        goals: { quiz: { count: 1 } },
      }),
    );
    await granted.forget();
    granted.stop();
    const denied = open('', plan);
    before(denied);
    await denied.consent('denied');
    await denied.consent('granted');
    await vi.waitFor(async () =>
      expect(await denied.export()).toMatchObject({ traits: {}, goals: {} }),
    );
  });
});

describe('engaged time', () => {
  test('is the time the page was visible, over pages', async () => {
    let clock = 0;
    let state: DocumentVisibilityState = 'visible';
    vi.spyOn(performance, 'now').mockImplementation(() => clock);
    vi.spyOn(document, 'visibilityState', 'get').mockImplementation(() => state);
    const after = (seconds: number, next: DocumentVisibilityState): void => {
      clock += seconds * 1000;
      state = next;
      document.dispatchEvent(new Event('visibilitychange'));
    };
    const tailorbird = open('');
    after(10, 'hidden');
    after(1000, 'visible');
    after(2.5, 'hidden');
    await vi.waitFor(async () => expect((await tailorbird.export())?.engagedSeconds).toBe(12.5));
    expect(tailorbird.explain().signals).toContainEqual({
      path: 'visits.engagedSeconds',
      value: 12.5,
      via: 'record',
      state: 'known',
    });
  });
});

describe('a plan by its address', () => {
  test('may leave consent to a manager, which is then asked', async () => {
    vi.stubGlobal('fetch', () =>
      Promise.resolve(new Response('{"privacy":{"consent":"tcf"},"interests":{"jsonLd":true}}')),
    );
    const tailorbird = open('', undefined, { planUrl: '/plan.json' });
    await vi.waitFor(() => expect(told.some((line) => line.includes('consent-file'))).toBe(true));
    expect(tailorbird.signals['consent']).toBe('pending');
    expect(localStorage.getItem('tailorbird')).toBeNull();
  });
});
