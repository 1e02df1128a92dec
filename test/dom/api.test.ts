import { describe, expect, test } from 'vitest';
import type { Decision, SwapEvent } from '../../src/types.js';
import { open, told, visible } from './page.js';

const hero = `<p data-tb-block="hero"><template data-tb-for="traits.role:developer" data-tb-variant="dev">For developers</template>For all</p>`;

test('set() leaves what is shown, refresh() decides again', async () => {
  const tailorbird = open(hero);
  await tailorbird.settled;
  // In a browser the default has been painted by now; here there is no paint, so the frame is waited for.
  await new Promise(requestAnimationFrame);
  tailorbird.set({ role: 'developer' });
  expect(visible()).toBe('For all');
  tailorbird.refresh();
  expect(visible()).toBe('For developers');
  expect(document.querySelector('p')?.getAttribute('data-tb-shown')).toBe('dev');
});

test('stop() brings back the very nodes, and what Tailorbird wrote is gone', () => {
  const before = `${hero}<i hidden data-tb-for="new">New</i><b data-tb-for="!new">Old</b>`;
  const tailorbird = open(before);
  tailorbird.set({ role: 'developer' });
  expect(visible()).toBe('For developersNew');
  tailorbird.stop();
  const fresh = document.createElement('body');
  fresh.append(document.createRange().createContextualFragment(before));
  expect(document.body.isEqualNode(fresh)).toBe(true);
  expect(document.documentElement.hasAttribute('data-tb-segments')).toBe(false);
});

test('explain() leads from signals over conditions and segments to blocks', async () => {
  const tailorbird = open(hero, {
    segments: [{ id: 'fan', when: { 'visits.count': { $gte: 3 } } }],
  });
  await tailorbird.settled;
  const { signals, why, blocks, segment } = tailorbird.explain();
  expect(segment).toBe('default');
  expect(signals).toContainEqual({
    path: 'visits.count',
    value: 1,
    via: 'record',
    state: 'known',
  });
  expect(why[0]).toEqual({
    id: 'fan',
    own: true,
    matches: false,
    because: [{ path: 'visits.count', expected: { $gte: 3 }, actual: 1, truth: false }],
  });
  expect(blocks).toEqual([
    { id: 'hero', state: 'default', index: -1, name: 'default', reason: 'no-match' },
  ]);
});

describe('events', () => {
  test('a decision and a swap are told, as calls and as DOM events', () => {
    const decisions: Omit<Decision, 'blocks'>[] = [];
    const swaps: SwapEvent[] = [];
    const seen: string[] = [];
    document.addEventListener(
      'tailorbird:swap',
      ({ target }) => seen.push((target as Element).localName),
      {
        once: true,
      },
    );
    const tailorbird = open(hero);
    const remove = tailorbird.on('decide', (decision) => decisions.push(decision));
    tailorbird.on('swap', (swap) => swaps.push(swap));
    tailorbird.set({ role: 'developer' });
    expect(swaps).toEqual([{ block: 'hero', variant: 'dev', audience: 'traits.role:developer' }]);
    expect(seen).toEqual(['p']);
    remove();
    expect(decisions).toEqual([]);
  });

  test('a swap that is canceled does not happen', () => {
    document.addEventListener('tailorbird:swap', (event) => event.preventDefault(), { once: true });
    const tailorbird = open(hero);
    tailorbird.set({ role: 'developer' });
    expect(visible()).toBe('For all');
    expect(tailorbird.explain().blocks[0]).toMatchObject({ state: 'default', reason: 'canceled' });
  });
});

test('a visitor in the global holdout sees every default and is in no segment', async () => {
  const tailorbird = open(
    `${hero}<i hidden data-tb-for="new">New</i><b data-tb-text="traits.role">you</b>`,
    { holdout: 1 },
  );
  tailorbird.set({ role: 'developer' });
  await tailorbird.settled;
  expect(visible()).toBe('For allyou');
  expect([tailorbird.segment, tailorbird.segments]).toEqual(['default', []]);
  expect(document.documentElement.getAttribute('data-tb-segments')).toBe('');
  expect(told).toEqual([]);
});

test('whatever is passed, nothing is thrown at the page', async () => {
  const tailorbird = open(hero, {}, null as never);
  const odd = [undefined, null, 5, '', {}, [], NaN] as never[];
  for (const value of odd) {
    tailorbird.matches(value);
    tailorbird.goal('a', value);
    tailorbird.goal('a', { value });
    tailorbird.set(value);
    await tailorbird.consent('granted');
  }
  const throws = {
    get x(): never {
      throw new Error('from the page');
    },
  };
  tailorbird.set(throws);
  tailorbird.set({ save: () => 1, big: 1n, at: new Date(0), ok: 'yes' });
  expect(tailorbird.signals['traits']).toEqual({ at: '1970-01-01T00:00:00.000Z', ok: 'yes' });
  expect(tailorbird.matches('goal:a')).toBe(true);
  expect(tailorbird.explain().signals).toContainEqual({
    path: 'goals.a.value',
    value: 5,
    via: 'record',
    state: 'known',
  });
});

test('where there is no timeline to mark, as in other tests of a site, everything works', async () => {
  const own = Object.getOwnPropertyDescriptor(performance, 'mark');
  Object.defineProperty(performance, 'mark', { value: undefined, configurable: true });
  try {
    const tailorbird = open(hero, { deadline: 10_000 });
    await tailorbird.settled;
    tailorbird.set({ role: 'developer' });
    tailorbird.refresh();
    expect(visible()).toBe('For developers');
    expect(tailorbird.explain().problems).toEqual([]);
  } finally {
    if (own) Object.defineProperty(performance, 'mark', own);
    else Reflect.deleteProperty(performance, 'mark');
  }
});
