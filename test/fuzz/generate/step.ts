import type { Step } from '../page.js';
import type { Maker } from './maker.js';

const traits = (maker: Maker): unknown =>
  maker.random.pick([
    { role: 'dev' },
    { role: 'ops', name: 'Ann' },
    { a: { b: 1 } },
    { email: 'a@b.example' },
    { name: '<b>x' },
  ]);

/** Something that the page's own code does: mostly what leaves open what the page has to show. */
export function makeStep(maker: Maker): Step {
  const { random, someNumber } = maker;
  return random.weighted<() => Step>([
    [4, () => ({ do: 'refresh' })],
    [3, () => ({ do: 'set', traits: traits(maker) })],
    [1, () => ({ do: 'ask' })],
    [1, () => ({ do: 'goal', id: 'signup' })],
    [
      2,
      () => ({
        do: 'route',
        to: random.pick(['?ref=a', '?ref=b', '#/x', '/elsewhere', '?utm_campaign=spring']),
      }),
    ],
    [2, () => ({ do: 'consent', state: random.pick(['granted', 'denied', 'pending']) })],
    [1, () => ({ do: 'forget' })],
    [1, () => ({ do: 'restart' })],
    [0.5, () => ({ do: 'stop' })],
    [0.5, () => ({ do: 'body' })],
    [
      5,
      () => ({
        do: random.pick(['remove', 'move', 'clone', 'empty', 'rewrite', 'rerender']),
        n: someNumber(),
      }),
    ],
  ])();
}
