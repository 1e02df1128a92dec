import { expect, test, vi } from 'vitest';
import { start } from '../../src/index.js';
import type { Tailorbird } from '../../src/types.js';
import { open, told, visible } from './page.js';

const settle = (): Promise<void> => new Promise((resolve) => setTimeout(resolve));

const markup = `<div data-tb-block="a"><template data-tb-for="traits.on:true"><x-answer>V</x-answer><b>W</b></template
  ><x-default>De</x-default>fault</div>`;

/** What a page may do while a block is being swapped. */
let answer: ((tailorbird: Tailorbird) => void) | undefined;
let running: Tailorbird;
function run(): void {
  const now = answer;
  answer = undefined;
  now?.(running);
}
customElements.define(
  'x-answer',
  class extends HTMLElement {
    connectedCallback(): void {
      if (where === 'variant in') run();
    }
    disconnectedCallback(): void {
      if (where === 'variant out') run();
    }
  },
);
customElements.define(
  'x-default',
  class extends HTMLElement {
    connectedCallback(): void {
      if (where === 'default in') run();
    }
    disconnectedCallback(): void {
      if (where === 'default out') run();
    }
  },
);
addEventListener('tailorbird:swap', () => {
  if (where === 'swap') run();
});
let where = '';

const block = (): Element => document.querySelector('[data-tb-block]')!;
const answers: Readonly<Record<string, (tailorbird: Tailorbird) => void>> = {
  stops: (tailorbird) => tailorbird.stop(),
  'stops, and starts anew': (tailorbird) => {
    tailorbird.stop();
    running = start({}, { automation: 'record' } as never);
  },
  'starts anew': () => (running = start()),
  'decides again': (tailorbird) => tailorbird.refresh(),
  'says something': (tailorbird) => {
    tailorbird.set({ on: false });
    tailorbird.refresh();
  },
  'takes the block away': () => {
    const element = block();
    element.remove();
    setTimeout(() => document.body.append(element));
  },
  'moves the block': () => document.body.append(block()),
};

for (const place of ['swap', 'variant in', 'variant out', 'default in', 'default out']) {
  for (const [name, act] of Object.entries(answers)) {
    test(`the default is whole when a page ${name} within a swap (${place})`, async () => {
      running = open(markup);
      const first = running;
      where = place;
      answer = act;
      for (const on of [true, false]) {
        running.set({ on });
        running.refresh();
        await settle();
      }
      expect(answer).toBeUndefined();
      // Who has started anew knows what was stored by then.
      running.set({ on: false });
      running.refresh();
      await settle();
      expect(visible()).toBe('Default');
      running.stop();
      first.stop();
      await settle();
      expect(visible()).toBe('Default');
      const fresh = document.createElement('body');
      fresh.append(document.createRange().createContextualFragment(markup));
      expect(document.body.innerHTML).toBe(fresh.innerHTML);
      expect(told).toEqual([]);
    });
  }
}

test('a page that answers each swap by deciding again does not hang', async () => {
  const tailorbird = open(markup);
  let swaps = 0;
  const remove = tailorbird.on('swap', () => {
    swaps++;
    tailorbird.refresh();
  });
  const cancel = (event: Event): void => event.preventDefault();
  addEventListener('tailorbird:swap', cancel);
  tailorbird.set({ on: true });
  tailorbird.refresh();
  const atOnce = swaps;
  removeEventListener('tailorbird:swap', cancel);
  remove();
  expect(atOnce).toBeLessThan(20);
  await settle();
  tailorbird.stop();
  expect(visible()).toBe('Default');
});

test('stopped by a listener of the very decision', async () => {
  const tailorbird = open(markup, { segments: [{ id: 'on', when: { 'traits.on': true } }] });
  const remove = tailorbird.on('decide', () => tailorbird.stop());
  tailorbird.set({ on: true });
  remove();
  await settle();
  expect(visible()).toBe('Default');
  expect(block().getAttributeNames()).toEqual(['data-tb-block']);
  expect(told).toEqual([]);
});

test('settled resolves when something throws at the deadline', async () => {
  const pendingDevice = { device: () => new Promise<never>(() => undefined) };
  const tailorbird = open(
    '<p data-tb-block="a"><template data-tb-for="device.model:x">V</template>Default</p>',
    { deadline: 0 },
    pendingDevice,
  );
  vi.spyOn(JSON, 'stringify').mockImplementation(() => {
    throw new Error('broken by the page');
  });
  await tailorbird.settled;
  vi.restoreAllMocks();
  expect(document.querySelector('p')?.getAttribute('data-tb-state')).toBe('default');
  expect(document.querySelector('p')?.getAttribute('style')).toBeNull();
});

test('a page without a root element', async () => {
  const tailorbird = open('', { deadline: 0 });
  const { documentElement } = document;
  documentElement.remove();
  tailorbird.refresh();
  await tailorbird.settled;
  tailorbird.stop();
  document.append(documentElement);
  expect(told).toEqual([]);
});
