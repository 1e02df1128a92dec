import { afterEach, describe, expect, test, vi } from 'vitest';
import type { Consent, Plan, Tailorbird } from '../../src/types.js';
import { open, told, waitFor } from './page.js';

afterEach(() => vi.unstubAllGlobals());

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
    await waitFor(async () =>
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
    await waitFor(async () =>
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
    await waitFor(async () => expect((await tailorbird.export())?.engagedSeconds).toBe(12.5));
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
    await waitFor(() => expect(told.some((line) => line.includes('consent-file'))).toBe(true));
    expect(tailorbird.signals['consent']).toBe('pending');
    expect(localStorage.getItem('tailorbird')).toBeNull();
  });
});

describe('a consent manager’s module, passed to start()', () => {
  let say: (state: Consent) => void;
  const connect = (tell: typeof say): (() => void) => {
    say = tell;
    return () => undefined;
  };
  const start = async (): Promise<Tailorbird> => {
    const consent = vi.fn(() => Promise.resolve({ connect }));
    const tailorbird = open('', { privacy: { consent: 'tcf' } }, { consent });
    await waitFor(() => expect(consent).toHaveResolved());
    return tailorbird;
  };

  test('decides', async () => {
    const tailorbird = await start();
    expect(tailorbird.signals['consent']).toBe('pending');
    say('granted');
    await waitFor(async () => expect((await tailorbird.export())?.pageviews).toBe(1));
    say('denied');
    expect(tailorbird.signals['consent']).toBe('denied');
    await waitFor(async () => expect(await tailorbird.export()).toBeUndefined());
  });

  test('cannot undo what the browser or the visitor has refused', async () => {
    Object.defineProperty(navigator, 'doNotTrack', { configurable: true, value: '1' });
    const browser = await start();
    say('granted');
    expect(browser.signals['consent']).toBe('denied');
    Reflect.deleteProperty(navigator, 'doNotTrack');
    localStorage.setItem('tailorbird.consent', 'denied');
    const visitor = await start();
    say('granted');
    expect(visitor.signals['consent']).toBe('denied');
    expect(localStorage).toHaveLength(1);
  });
});
