import { expect, test } from 'vitest';
import { watchTiming } from '../../src/inspector/timing.js';

const frames = async (count: number): Promise<void> => {
  for (let frame = 0; frame < count; frame++) await new Promise(requestAnimationFrame);
};

function block(id: string, shown?: string): HTMLElement {
  const element = document.createElement('section');
  element.setAttribute('data-tb-block', id);
  if (shown !== undefined) element.setAttribute('data-tb-shown', shown);
  document.body.append(element);
  return element;
}

test('frames in which a block is hidden are counted, one by one, until it is decided', async () => {
  const before = block('before');
  before.setAttribute('data-tb-state', 'pending');
  before.style.setProperty('visibility', 'hidden');
  const timing = watchTiming();
  await frames(3);
  before.style.removeProperty('visibility');
  before.setAttribute('data-tb-state', 'variant');
  await frames(3);
  expect([...timing.hidden]).toEqual([['before', 3]]);

  // Undecided and yet to be read: that is not hidden.
  const later = block('later');
  later.setAttribute('data-tb-state', 'pending');
  await frames(2);
  later.style.setProperty('visibility', 'hidden');
  await frames(2);
  later.setAttribute('data-tb-state', 'default');
  await frames(2);
  expect(timing.hidden.get('later')).toBe(2);
});

test('what was shown before has no time, and what stays the default is no swap', async () => {
  block('hero', 'returning');
  block('offer', 'default');
  const side = block('side');
  const timing = watchTiming();
  side.setAttribute('data-tb-shown', 'default');
  await frames(1);
  side.setAttribute('data-tb-shown', 'b');
  await frames(1);
  expect(timing.swaps.map(({ block, shown }) => [block, shown])).toEqual([
    ['hero', 'returning'],
    ['side', 'b'],
  ]);
  expect(timing.swaps[0]?.at).toBeUndefined();
  expect(timing.swaps[1]?.at).toBeGreaterThanOrEqual(timing.since);
});
