import type { FuzzPage, Step } from '../page.js';
import { createRandom } from '../random.js';
import { makePart } from './content.js';
import { makeGuest } from './guest.js';
import { createMaker, type Maker } from './maker.js';
import { makePlan } from './plan.js';
import { makeStep } from './step.js';

/** Makes up a page; the same for the same seed. */
export function makePage(seed: number): FuzzPage {
  const random = createRandom(seed);
  const maker = createMaker(random);
  const guest = makeGuest(random);
  const plan = makePlan(random);
  const body = random.several(2, 8, () => makePart(maker, random.whole(1, 5)));
  const steps = makeSteps(maker);
  return {
    guest,
    ...(plan !== undefined && { plan }),
    ...(random.chance(0.3) && {
      traits: random.pick([
        { role: 'dev' },
        { name: 'Cy', a: { b: 1 } },
        { role: ['dev', 'ops'] },
        '{',
        '[1]',
        'null',
      ]),
    }),
    ...(random.chance(0.12) && {
      tag: random.pick([
        { 'data-tb-late': 'swap' },
        { 'data-tb-late': 'x' },
        { 'data-tb-deadline': '40' },
        { 'data-tb-consent': 'pending' },
        { 'data-tb-consent': 'denied' },
      ]),
    }),
    ...(random.chance(0.12) && { place: random.pick(['body', 'end', 'async'] as const) }),
    ...(random.chance(0.15) && { policy: true as const }),
    ...(random.chance(0.12) && { listener: makeListener(maker) }),
    body,
    ...(random.chance(0.08) && { brokenOff: random.real() }),
    ...(random.chance(0.6) && {
      cuts: random.several(
        1,
        5,
        () => [random.real(), random.pick([0, 1, 5, 17, 34, 60])] as const,
      ),
    }),
    ...(steps.length && { steps }),
    ...(random.chance(0.1) && { guest: { ...guest, automated: true } }),
  };
}

function makeSteps(maker: Maker): Step[] {
  const { random } = maker;
  return random.several(0, random.chance(0.6) ? 4 : 0, () => makeStep(maker));
}

function makeListener({ random }: Maker): NonNullable<FuzzPage['listener']> {
  return random.chance(0.4)
    ? { throws: true }
    : { cancels: random.pick([['hero'], ['offer', 'hero']]) };
}
