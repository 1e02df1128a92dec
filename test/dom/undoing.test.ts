import { expect, test } from 'vitest';
import type { Tailorbird } from '../../src/types.js';
import { open, told, visible } from './page.js';

const settle = (): Promise<void> => new Promise((resolve) => setTimeout(resolve));

/** The page is what the author wrote, with nothing of ours in it. */
function expectAuthored(markup: string): void {
  const fresh = document.createElement('body');
  fresh.append(document.createRange().createContextualFragment(markup));
  expect(document.body.isEqualNode(fresh), document.body.innerHTML).toBe(true);
}

/** Decides for a visitor whose trait is on, and then for one whose is not. */
function turn(tailorbird: Tailorbird, on: boolean | string | object): void {
  tailorbird.set({ on });
  tailorbird.refresh();
}

const template = (content: string, audience = 'traits.on:true'): string =>
  `<template data-tb-for="${audience}">${content}</template>`;
const hidden = (content: string, audience = 'traits.on:true'): string =>
  `<i hidden="" data-tb-for="${audience}">${content}</i>`;

const orders: Readonly<Record<string, string>> = {
  'default before and after': `<b>1</b>${template('V')}<b>2</b>`,
  'default between': `${template('V')}<b>1</b>${template('W', '!new')}<b>2</b>tail`,
  'default around hidden elements': `one ${hidden('V')}<b>2</b>${hidden('W', '!new')}<b>3</b>`,
  'space around each': ` ${template('V')} <b>1</b> ${hidden('W', '!new')} <b>2</b> `,
};

for (const [name, content] of Object.entries(orders)) {
  test(`stop() leaves the nodes in the order in which they were authored: ${name}`, async () => {
    const markup = `<div data-tb-block="a">${content}</div>`;
    const tailorbird = open(markup);
    for (const on of [true, false, true]) {
      turn(tailorbird, on);
      await settle();
    }
    expect(visible()).toBe('V');
    tailorbird.stop();
    expectAuthored(markup);
  });
}

test('what the page adds to a default that is put away stands where it was added', () => {
  const tailorbird = open(`<p data-tb-block="a">${template('V')}<b>1</b><b>3</b></p>`);
  const first = document.querySelector('b');
  turn(tailorbird, true);
  first?.after('2');
  tailorbird.stop();
  expect(visible()).toBe('123');
});

test('a variant that the page has wrapped, or moved elsewhere, is gone after stop()', async () => {
  const markup = `<p data-tb-block="a">${template('<b>V</b>')}Default</p><div></div>`;
  for (const move of [
    (variant: Element) => document.querySelector('div')?.append(variant),
    (variant: Element) => {
      const wrapper = document.createElement('span');
      variant.replaceWith(wrapper);
      wrapper.append(variant);
    },
  ]) {
    const tailorbird = open(markup);
    turn(tailorbird, true);
    move(document.querySelector('b')!);
    await settle();
    expect(visible()).toBe('V');
    tailorbird.stop();
    expect(visible()).toBe('Default');
    document.body.replaceChildren();
  }
});

test('what a script in a variant puts beside itself comes and goes with the variant', async () => {
  customElements.define(
    'x-embed',
    class extends HTMLElement {
      #isDone = false;
      connectedCallback(): void {
        if (!this.#isDone) this.after('embedded');
        this.#isDone = true;
      }
    },
  );
  const markup = `<p data-tb-block="a">${template('<x-embed></x-embed>')}Default</p>`;
  const tailorbird = open(markup);
  for (const on of [true, false, true]) {
    turn(tailorbird, on);
    await settle();
    expect(visible()).toBe(on ? 'embedded' : 'Default');
  }
  tailorbird.stop();
  expectAuthored(markup);
});

test('what the default adds when it comes back stands where it was added', () => {
  customElements.define(
    'x-beside',
    class extends HTMLElement {
      connectedCallback(): void {
        if (!(this.nextSibling instanceof Text)) this.after('2');
      }
      disconnectedCallback(): void {
        this.nextSibling?.remove();
      }
    },
  );
  const tailorbird = open(
    `<p data-tb-block="a"><b>0</b>${template('V')}<x-beside>1</x-beside><b>3</b></p>`,
  );
  turn(tailorbird, true);
  tailorbird.stop();
  expect(visible()).toBe('0123');
});

test('one variant that the page replaces costs the block neither the new one nor the default', async () => {
  const tailorbird = open(
    `<p data-tb-block="a">${template('V')}${template('W', '!new')}Default</p>`,
  );
  turn(tailorbird, true);
  document
    .querySelectorAll('template')[1]
    ?.replaceWith(document.createRange().createContextualFragment(template('X', 'traits.x:1')));
  await settle();
  expect(visible()).toBe('V');
  tailorbird.set({ x: 1 });
  turn(tailorbird, false);
  expect(visible()).toBe('X');
  tailorbird.stop();
  expect(visible()).toBe('Default');
});

test('a block that was off the page while it was decided anew has its default when it comes back after stop()', async () => {
  const markup = `<p data-tb-block="a">${template('V')}<b>Default</b></p>`;
  const tailorbird = open(markup);
  turn(tailorbird, true);
  const block = document.querySelector('p')!;
  block.remove();
  await settle();
  tailorbird.refresh();
  tailorbird.stop();
  document.body.append(block);
  expectAuthored(markup);
});

test('an element that we have hidden is no variant of the block that it stands in', async () => {
  const markup = `<p data-tb-block="a"><b data-tb-for="!traits.on:true">1</b>${template('V', 'traits.x:1')}2</p>`;
  const tailorbird = open(markup);
  for (const on of [true, false, true]) {
    turn(tailorbird, on);
    document.querySelector('p')?.append(' ');
    await settle();
    expect(visible()).toBe(on ? '2' : '12');
  }
  tailorbird.stop();
  expect(visible()).toBe('12');
});

test('a variant that is shown before it was met is no element of its own', () => {
  open(`<p data-tb-block="a">${hidden('V', 'new')}Default</p><b data-tb-control="default"></b>`);
  expect(visible()).toBe('V');
  document.querySelector('b')?.click();
  expect(visible()).toBe('Default');
});

test('an element that is two things at once is shown when both are decided', async () => {
  const plan = { segments: [], deadline: 0 };
  const options = { device: () => new Promise<never>(() => undefined) };
  const tailorbird = open(
    `<p data-tb-for="device.model:x desktop" data-tb-block="a">${template('V', 'device.model:y')}Default</p>
    <p data-tb-for="!device.model:x" data-tb-text="device.model">Token</p>`,
    plan,
    options,
  );
  await tailorbird.settled;
  await settle();
  for (const element of document.querySelectorAll('p')) {
    expect(element.getAttribute('style')).toBeNull();
  }
  expect(visible()).toBe('Default Token');
});

test('a block is no text token, nor is a script', async () => {
  open(
    `<p data-tb-block="a" data-tb-text="page.host">${template('V', '!new')}Default</p>
    <script data-tb-text="page.url"></script><style data-tb-text="page.path"></style>`,
  );
  await settle();
  expect(visible()).toBe('Default');
  expect(told.map((text) => text.split(' ')[1])).toEqual([
    'text-element',
    'text-element',
    'text-element',
  ]);
});

test('a text that the page has written over a token is what comes back', () => {
  const tailorbird = open('<p data-tb-text="traits.on">Authored</p>');
  const token = document.querySelector('p')!;
  turn(tailorbird, 'one');
  expect(visible()).toBe('one');
  token.textContent = 'Rewritten';
  turn(tailorbird, 'two');
  expect(visible()).toBe('two');
  token.append('!');
  turn(tailorbird, 'three');
  expect(visible()).toBe('three!');
  turn(tailorbird, {});
  expect(visible()).toBe('Rewritten!');
  token.replaceChildren();
  turn(tailorbird, 'four');
  tailorbird.stop();
  expect(visible()).toBe('');
});

test('blocks of one id, each in the default of the other, are no fight with the page', () => {
  const nested = (depth: number): string =>
    depth ? `<div data-tb-block="a">${template('<b>V</b>', 'new')}D${nested(depth - 1)}</div>` : '';
  const tailorbird = open(nested(6));
  expect(visible()).toBe('V');
  expect(new Set(tailorbird.explain().blocks.map(({ reason }) => reason))).toEqual(
    new Set(['match']),
  );
});

test('a block within a variant of a block of the same id', async () => {
  const inner = `<div data-tb-block="a">${template('<b>V</b>')}Inner</div>`;
  const markup = `<div data-tb-block="a">${template(`Outer ${inner}`)}Default</div>`;
  const tailorbird = open(markup);
  for (const on of [true, false, true, false, true]) {
    turn(tailorbird, on);
    await settle();
    expect(visible()).toBe(on ? 'Outer V' : 'Default');
  }
  tailorbird.stop();
  expectAuthored(markup);
});

test('a variant that moves out of its block stands alone', async () => {
  // Another audience than the first one's: of two alike one would be drawn.
  const second = hidden('Second', 'traits.on:tru*');
  const markup = `<div data-tb-block="a">${template('First')}${second}Default</div>`;
  const tailorbird = open(markup);
  turn(tailorbird, true);
  expect(visible()).toBe('First');
  // As the parser does with an element that is closed by another one.
  document.body.append(document.querySelector('i')!);
  await settle();
  expect(visible()).toBe('FirstSecond');
  turn(tailorbird, false);
  expect(visible()).toBe('Default');
  tailorbird.stop();
  expectAuthored(`<div data-tb-block="a">${template('First')}Default</div>${second}`);
});
