import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import type { Tailorbird } from '../../src/types.js';
import { open, told, waitFor } from './page.js';

const DAY = 24 * 60 * 60_000;

/** A browser's own tells what is in view; here the test does. */
class FakeObserver {
  static made: FakeObserver[] = [];
  readonly observed = new Set<Element>();
  constructor(private readonly call: (entries: unknown[]) => void) {
    FakeObserver.made.push(this);
  }
  observe(element: Element): void {
    this.observed.add(element);
  }
  unobserve(element: Element): void {
    this.observed.delete(element);
  }
  tell(target: Element, intersectionRatio: number, height: number): void {
    if (this.observed.has(target)) {
      this.call([{ target, intersectionRatio, intersectionRect: { height } }]);
    }
  }
}

/** So much of an element is in view from now on. */
function show(selector: string | Element, ratio: number, height = 10): void {
  const element = typeof selector === 'string' ? document.querySelector(selector)! : selector;
  for (const observer of FakeObserver.made) observer.tell(element, ratio, height);
}

/** How many elements wait to be seen. */
const observed = (): number =>
  FakeObserver.made.reduce((sum, { observed: { size } }) => sum + size, 0);

let visibility: DocumentVisibilityState;

function setVisibility(state: DocumentVisibilityState): void {
  visibility = state;
  document.dispatchEvent(new Event('visibilitychange'));
}

/** Each topic's share of all interest, as it stands now. */
function shares(tailorbird: Tailorbird): Readonly<Record<string, number>> {
  tailorbird.refresh();
  const { share } = tailorbird.signals['interests'] as { share: Readonly<Record<string, number>> };
  return share;
}

const stored = async (tailorbird: Tailorbird): Promise<Readonly<Record<string, number>>> =>
  Object.fromEntries(
    Object.entries((await tailorbird.export())?.interests ?? {}).map(([topic, { score }]) => [
      topic,
      Math.round(score * 100) / 100,
    ]),
  );

beforeEach(() => {
  FakeObserver.made = [];
  vi.stubGlobal('IntersectionObserver', FakeObserver);
  visibility = 'visible';
  vi.spyOn(document, 'visibilityState', 'get').mockImplementation(() => visibility);
});

afterEach(() => {
  for (const element of [document.documentElement, document.body]) {
    element.removeAttribute('data-tb-topic');
  }
  document.head.replaceChildren();
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

describe("a page's topic", () => {
  const picks =
    '<p data-tb-block="a"><template data-tb-for="interest:running">Shoes</template>All</p>';

  test.each(['body', 'html'])('on <%s> counts when the page is viewed', (name) => {
    document.querySelector(name)!.setAttribute('data-tb-topic', 'running hiking:3');
    expect(shares(open(''))).toEqual({ running: 0.25, hiking: 0.75 });
  });

  test('in a <meta> counts too', () => {
    const meta = document.createElement('meta');
    meta.setAttribute('data-tb-topic', 'Trail Running');
    document.head.append(meta);
    expect(shares(open(''))).toEqual({ trail: 0.5, running: 0.5 });
  });

  test('counts once, however often is decided, and needs no observer', async () => {
    document.body.setAttribute('data-tb-topic', 'running');
    const tailorbird = open('');
    tailorbird.refresh();
    tailorbird.set({ role: 'x' });
    tailorbird.goal('last');
    await waitFor(async () => expect((await tailorbird.export())?.goals).toHaveProperty('last'));
    expect(await stored(tailorbird)).toEqual({ running: 1 });
    expect(FakeObserver.made).toEqual([]);
  });

  test('counts from the next page view on, and two views make an interest', async () => {
    document.body.setAttribute('data-tb-topic', 'running');
    const shown: (string | undefined)[] = [];
    for (const views of [1, 2, 3]) {
      document.body.replaceChildren();
      const tailorbird = open(picks);
      shown.push(tailorbird.explain().blocks[0]?.name);
      await waitFor(async () => expect(await stored(tailorbird)).toEqual({ running: views }));
      tailorbird.stop();
    }
    expect(shown).toEqual(['default', 'default', 'interest:running']);
  });

  test('of a fortnight ago counts half', async () => {
    document.body.setAttribute('data-tb-topic', 'running:4');
    const first = open('');
    await waitFor(async () => expect(await stored(first)).toEqual({ running: 4 }));
    const later = open('', {}, { now: () => Date.now() + 14 * DAY });
    await waitFor(async () => expect(await stored(later)).toEqual({ running: 6 }));
  });

  test('is not stored without consent', async () => {
    document.body.setAttribute('data-tb-topic', 'running:4');
    const tailorbird = open('', { privacy: { consent: 'pending' } });
    await tailorbird.settled;
    expect(shares(tailorbird)).toEqual({});
    expect(localStorage).toHaveLength(0);
  });

  test('is not counted for a page that was stopped while it was parsed', () => {
    const state = vi.spyOn(Document.prototype, 'readyState', 'get').mockReturnValue('loading');
    document.body.setAttribute('data-tb-topic', 'running');
    const tailorbird = open('');
    tailorbird.stop();
    state.mockReturnValue('interactive');
    document.dispatchEvent(new Event('readystatechange'));
    expect(shares(tailorbird)).toEqual({});
  });
});

describe("an element's topic", () => {
  const markup =
    '<article data-tb-topic="running">Shoes</article><aside data-tb-topic="hiking">Boots</aside>';

  beforeEach(() => void vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] }));

  test('counts once half of it has been in view for a second', () => {
    const tailorbird = open(markup);
    show('article', 0.5);
    vi.advanceTimersByTime(999);
    expect(shares(tailorbird)).toEqual({});
    vi.advanceTimersByTime(1);
    expect(shares(tailorbird)).toEqual({ running: 1 });
  });

  test('counts once only, and then is watched no longer', () => {
    const tailorbird = open(markup);
    for (const ratio of [1, 0, 1, 0, 1]) {
      show('article', ratio);
      vi.advanceTimersByTime(1500);
    }
    show('aside', 1);
    vi.advanceTimersByTime(1000);
    expect(shares(tailorbird)).toEqual({ running: 0.5, hiking: 0.5 });
    expect(observed()).toBe(0);
  });

  test('does not count when less than half of it is in view, or not for a second on end', () => {
    const tailorbird = open(markup);
    show('aside', 0.49);
    for (let look = 0; look < 5; look++) {
      show('article', 1);
      vi.advanceTimersByTime(900);
      show('article', 0.2);
      vi.advanceTimersByTime(5000);
    }
    expect(shares(tailorbird)).toEqual({});
  });

  test('counts when as much of a long one is in view as fills half the window', () => {
    const tailorbird = open(markup);
    show('article', 0.05, innerHeight / 2);
    show('aside', 0.05, innerHeight / 2 - 1);
    vi.advanceTimersByTime(1000);
    expect(shares(tailorbird)).toEqual({ running: 1 });
  });

  test('is seen on while the visitor scrolls within it', () => {
    const tailorbird = open(markup);
    for (const ratio of [0.5, 0.7, 0.9, 1]) {
      show('article', ratio);
      vi.advanceTimersByTime(250);
    }
    expect(shares(tailorbird)).toEqual({ running: 1 });
  });

  test('is not seen in a tab that is hidden meanwhile: the second begins when it is back', () => {
    const tailorbird = open(markup);
    show('article', 1);
    vi.advanceTimersByTime(900);
    setVisibility('hidden');
    vi.advanceTimersByTime(60_000);
    expect(shares(tailorbird)).toEqual({});
    setVisibility('visible');
    vi.advanceTimersByTime(999);
    expect(shares(tailorbird)).toEqual({});
    vi.advanceTimersByTime(1);
    expect(shares(tailorbird)).toEqual({ running: 1 });
  });

  test('that is taken off the page counts no more, until it is back and seen', async () => {
    const tailorbird = open(markup);
    const article = document.querySelector('article')!;
    show(article, 1);
    vi.advanceTimersByTime(500);
    article.remove();
    // An observer tells of an element that has gone.
    show(article, 0, 0);
    vi.advanceTimersByTime(5000);
    expect(shares(tailorbird)).toEqual({});
    document.body.append(article);
    await Promise.resolve();
    show(article, 1);
    vi.advanceTimersByTime(1000);
    expect(shares(tailorbird)).toEqual({ running: 1 });
  });

  test('in a variant counts when that is shown', async () => {
    const tailorbird = open(
      `<div data-tb-block="a"><template data-tb-for="traits.x:1"><b data-tb-topic="hiking">V</b></template><i data-tb-topic="running">D</i></div>`,
    );
    const inDefault = document.querySelector('i')!;
    tailorbird.set({ x: 1 });
    tailorbird.refresh();
    await Promise.resolve();
    show(inDefault, 0, 0);
    show('b', 1);
    vi.advanceTimersByTime(1000);
    expect(shares(tailorbird)).toEqual({ hiking: 1 });
  });

  test('stop() ends the waiting, and leaves no timer and no listener behind', () => {
    const removed = vi.spyOn(window, 'removeEventListener');
    const tailorbird = open(markup);
    show('article', 1);
    expect(observed()).toBe(2);
    tailorbird.stop();
    expect(observed()).toBe(0);
    expect(removed).toHaveBeenCalledWith('visibilitychange', expect.anything(), true);
    vi.advanceTimersByTime(5000);
    setVisibility('visible');
    vi.advanceTimersByTime(5000);
    expect(shares(tailorbird)).toEqual({});
  });

  test('is nothing to a browser without observers: the rest of the page goes on', () => {
    vi.stubGlobal('IntersectionObserver', undefined);
    const tailorbird = open(
      `${markup}<p data-tb-block="a"><template data-tb-for="new">New</template>Default</p>`,
    );
    expect(tailorbird.explain().blocks[0]).toMatchObject({ name: 'new' });
  });
});

test('a weight that is none is told once with its place, the other topics count', () => {
  const wrong = ['running:much', ':2', 'hiking:0', 'biking:-1', 'far:1e999', 'rest:'];
  document.body.setAttribute('data-tb-topic', [...wrong, 'gear:0.5'].join(' '));
  expect(shares(open(''))).toEqual({ gear: 1 });
  expect(told.map((text) => /bad-number \((\S+)\)/.exec(text)?.[1])).toEqual(wrong);
});

test('topics named like what every object has harm nobody', () => {
  document.body.setAttribute('data-tb-topic', '__proto__:3 constructor:3 running:3');
  const tailorbird = open('');
  expect(shares(tailorbird)).toMatchObject({ constructor: 0.5, running: 0.5 });
  expect(tailorbird.matches('interests.share.toString:1')).toBe(false);
  expect(told).toEqual([]);
});
