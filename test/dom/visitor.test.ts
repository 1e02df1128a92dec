import { describe, expect, test, vi } from 'vitest';
import { open, told, visible, waitFor } from './page.js';

const DAY = 24 * 60 * 60_000;

describe('consent', () => {
  const plan = { privacy: { consent: 'pending' } } as const;
  const hero = '<p data-tb-block="hero"><template data-tb-for="new">New</template>Default</p>';

  test('while it is withheld, nothing is stored and nobody is new', async () => {
    const tailorbird = open(hero, plan);
    await tailorbird.settled;
    tailorbird.set({ role: 'developer' });
    tailorbird.goal('signup');
    expect(visible()).toBe('Default');
    expect([tailorbird.matches('new'), tailorbird.matches('returning')]).toEqual([false, false]);
    expect(await tailorbird.export()).toBeUndefined();
    expect(localStorage).toHaveLength(0);
    expect(tailorbird.matches('traits.role:developer')).toBe(true);
  });

  test('granted in mid-page, recording begins with this page view', async () => {
    const tailorbird = open(hero, plan);
    await tailorbird.consent('granted');
    await waitFor(() => expect(localStorage.getItem('tailorbird')).toBeTruthy());
    expect(await tailorbird.export()).toMatchObject({ visitCount: 1, pageviews: 1 });
    expect(tailorbird.matches('new')).toBe(true);
  });

  test('denied, everything that was stored is erased', async () => {
    const tailorbird = open(hero);
    await waitFor(() => expect(localStorage.getItem('tailorbird')).toBeTruthy());
    await tailorbird.consent('denied');
    expect(localStorage).toHaveLength(0);
    expect((await indexedDB.databases()).map(({ name }) => name)).not.toContain('tailorbird');
    expect(tailorbird.matches('new')).toBe(false);
    tailorbird.goal('signup');
    expect(tailorbird.signals['consent']).toBe('denied');
  });

  test('Global Privacy Control counts as denied unless the plan says otherwise', () => {
    vi.stubGlobal('navigator', { ...navigator, globalPrivacyControl: true, languages: ['en'] });
    expect(open(hero).signals['consent']).toBe('denied');
    expect(open(hero, { privacy: { gpc: 'ignore' } }).signals['consent']).toBe('granted');
    vi.unstubAllGlobals();
  });
});

describe('what is remembered', () => {
  test('of a long address, no more than can be read again', async () => {
    history.replaceState(null, '', `/${'x'.repeat(300_000)}`);
    const first = open('');
    await waitFor(async () => expect((await first.export())?.pageviews).toBe(1));
    expect((await first.export())?.visits?.[0]?.landing).toBe(`/${'x'.repeat(255)}`);
    first.stop();
    const second = open('');
    await waitFor(async () => expect((await second.export())?.pageviews).toBe(2));
    expect(told).toEqual([]);
  });

  test('traits that were set, but nothing that names a person', async () => {
    const first = open('');
    first.set({ role: 'developer', email: 'ann@example.com', 'company.industry': 'Software' });
    await waitFor(async () => expect((await first.export())?.traits).toHaveProperty('role'));
    first.stop();
    const { traits } = (await first.export())!;
    expect(traits).toEqual({ role: 'developer', company: { industry: 'Software' } });
    expect(told).toEqual(['[tailorbird] personal-trait (email) is never stored']);
    expect(open('').matches('traits.company.industry:software')).toBe(true);
  });

  test('the page of a visit’s beginning, but no e-mail address in its path', async () => {
    for (const [path, kept] of [
      ['/prices', '/prices'],
      ['/leave/ann@example.com', ''],
      ['/leave/ann%40example.com/now', ''],
      [`/${'x'.repeat(300)}`, `/${'x'.repeat(255)}`],
    ] as const) {
      history.replaceState(null, '', path);
      const tailorbird = open('');
      await waitFor(async () => expect(await tailorbird.export()).toBeDefined());
      expect((await tailorbird.export())!.visits![0]!.landing).toBe(kept);
      await tailorbird.forget();
    }
  });

  test('traits of one group that were told one after the other', async () => {
    const first = open('');
    first.set({ 'company.industry': 'Software' });
    first.set({ 'company.size': 30 });
    await waitFor(async () => expect((await first.export())?.traits).toHaveProperty('company'));
    first.stop();
    const next = open('');
    next.set({ 'company.size': 31 });
    expect(next.signals['traits']).toEqual({ company: { industry: 'Software', size: 31 } });
  });

  test('goals, as signals of this page and the next', async () => {
    const first = open('');
    first.goal('signup', { value: 49 });
    expect(first.matches('goal:signup')).toBe(true);
    await waitFor(async () => expect((await first.export())?.goals).toHaveProperty('signup'));
    first.stop();
    const later = open('', {}, { now: () => Date.now() + 3 * DAY });
    expect(later.signals['goals']).toEqual({ signup: { count: 1, value: 49, daysSince: 3 } });
    expect(later.matches('goal:signup goal:other')).toBe(true);
    expect(later.matches('goal:other')).toBe(false);
  });

  test('a segment that sticks for good', async () => {
    const plan = {
      segments: [{ id: 'spring', when: { 'source.campaign': 'spring' }, stick: 'visitor' }],
    } as const;
    history.replaceState(null, '', '/?utm_campaign=spring');
    const first = open('', plan);
    expect(first.segment).toBe('spring');
    await waitFor(async () => expect((await first.export())?.stuck).toHaveProperty('spring'));
    first.stop();
    history.replaceState(null, '', '/?utm_campaign=autumn');
    const later = open('', plan, { now: () => Date.now() + 9 * DAY });
    expect([later.matches('campaign:autumn'), later.segment]).toEqual([true, 'spring']);
  });

  test('a page that is left before its first commit, by the next page', async () => {
    open('');
    // After the task that started it, as no browser leaves a page within one.
    for (let turn = 0; turn < 10; turn++) await Promise.resolve();
    // Before the timer that commits: a visitor in a hurry, or a browser that freezes the page.
    dispatchEvent(new PageTransitionEvent('pagehide', { persisted: true }));
    expect(JSON.parse(localStorage.getItem('tailorbird') ?? '{}')).toMatchObject({ pageviews: 1 });
    const next = open('', {}, { now: () => Date.now() + DAY });
    expect(next.matches('returning')).toBe(true);
    await waitFor(async () => expect(await next.export()).toMatchObject({ pageviews: 2 }));
  });

  test('a page that comes back goes on where it was, and counts nothing twice', async () => {
    const tailorbird = open('');
    dispatchEvent(new PageTransitionEvent('pagehide', { persisted: true }));
    tailorbird.goal('signup');
    dispatchEvent(new PageTransitionEvent('pageshow', { persisted: true }));
    await waitFor(async () =>
      expect(await tailorbird.export()).toMatchObject({
        pageviews: 2,
        goals: { signup: { count: 1 } },
      }),
    );
  });

  test('forget() leaves no database and no key', async () => {
    const tailorbird = open('');
    await waitFor(() => expect(localStorage.getItem('tailorbird')).toBeTruthy());
    await tailorbird.forget();
    expect(localStorage).toHaveLength(0);
    expect((await indexedDB.databases()).map(({ name }) => name)).not.toContain('tailorbird');
  });
});

describe('an automated browser', () => {
  test('leaves no record, and sees what a new visitor sees', async () => {
    Object.defineProperty(navigator, 'webdriver', { value: true, configurable: true });
    const tailorbird = open('<p data-tb-block="a"><template data-tb-for="new">New</template>D</p>');
    await tailorbird.settled;
    expect(visible()).toBe('New');
    // A later page view of a visitor who is recorded has been written by then; this one still is not.
    const human = open('', { automation: 'record' });
    await waitFor(() => expect(localStorage.getItem('tailorbird')).toBeTruthy());
    expect(await human.export()).toMatchObject({ pageviews: 1 });
    Reflect.deleteProperty(navigator, 'webdriver');
  });

  test('leaves none either when it leaves the page at once', async () => {
    Object.defineProperty(navigator, 'webdriver', { value: true, configurable: true });
    const tailorbird = open('');
    await tailorbird.settled;
    dispatchEvent(new PageTransitionEvent('pagehide'));
    expect(localStorage).toHaveLength(0);
    Reflect.deleteProperty(navigator, 'webdriver');
  });
});
