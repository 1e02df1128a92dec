import { expect, test } from 'vitest';
import { open, visible } from './page.js';

const settle = (): Promise<void> => new Promise((resolve) => setTimeout(resolve));

test('an element with an audience may be the first thing in a variant', async () => {
  open(`<p data-tb-block="a"><template data-tb-for="new"><i hidden data-tb-for="new">In</i><b
    data-tb-for="!new">Out</b>Variant</template>Default</p>`);
  await settle();
  expect(visible()).toBe('InVariant');
});

test('what the page adds beside a variant stays', async () => {
  open('<p data-tb-block="a"><template data-tb-for="new"><b>Variant</b></template>Default</p>');
  document.querySelector('p')?.append('Added');
  await settle();
  expect(visible()).toBe('VariantAdded');
});

test('a variant that the page takes away is not put back', async () => {
  open('<p data-tb-block="a"><template data-tb-for="new"><b>Variant</b></template>Default</p>');
  document.querySelector('b')?.remove();
  await settle();
  expect(visible()).toBe('');
});

test('a default that the page renders anew is swapped again, and comes back with stop()', async () => {
  const tailorbird = open(
    '<p data-tb-block="a"><template data-tb-for="new"><b>Variant</b></template>Default</p>',
  );
  document.querySelector('p')?.replaceChildren('Rendered anew');
  await settle();
  expect(visible()).toBe('Variant');
  tailorbird.stop();
  expect(visible()).toBe('Rendered anew');
});

test('variants that a script fills in later count', async () => {
  open('<p data-tb-block="a"></p>');
  const late = document
    .createRange()
    .createContextualFragment('<template data-tb-for="new">Variant</template>Default');
  document.querySelector('p')?.append(late);
  await settle();
  expect(visible()).toBe('Variant');
});

test('a script in a variant runs once, however often it is shown', async () => {
  const tailorbird = open(
    `<p data-tb-block="a"><template data-tb-for="traits.on:true"><b>Variant</b></template>Default</p>`,
  );
  const nodes = new Set<Node | null>();
  for (const on of [true, false, true]) {
    tailorbird.set({ on });
    tailorbird.refresh();
    await settle();
    if (on) nodes.add(document.querySelector('b'));
  }
  // The same nodes each time: what ran in them has run.
  expect(nodes.size).toBe(1);
});

test('an audience with two variants shows one arm, the same on every page view', async () => {
  const markup = `<p data-tb-block="a"><template data-tb-for="desktop" data-tb-variant="one">One</template><template
    data-tb-for="desktop" data-tb-variant="two" data-tb-weight="3">Two</template>Default</p>`;
  const first = open(markup);
  await first.settled;
  const [choice] = first.explain().blocks;
  expect(choice).toMatchObject({ experiment: { key: 'a:desktop', version: 1 } });
  first.refresh();
  expect(first.explain().blocks[0]).toEqual(choice);
});

test('text tokens: values, the authored text where there is none, and never markup', async () => {
  const tailorbird = open(
    '<p><b data-tb-text="traits.name">friend</b>, <i data-tb-text="traits.none">you</i></p>',
  );
  tailorbird.set({ name: '<img src=x onerror=alert(1)>' });
  tailorbird.refresh();
  await settle();
  expect(visible()).toBe('<img src=x onerror=alert(1)>, you');
  expect(document.querySelector('img')).toBeNull();
  tailorbird.stop();
  expect(visible()).toBe('friend, you');
});

test('what is hidden stays hidden whatever the CSS of the page says of its display', async () => {
  const style = document.createElement('style');
  style.textContent = '.flex { display: flex }';
  document.head.append(style);
  const tailorbird =
    open(`<i class="flex" data-tb-for="!new">Old</i><div data-tb-block="a"><b class="flex"
    hidden data-tb-for="returning">Back</b><u class="flex" hidden data-tb-for="new">New</u>Default</div>`);
  await settle();
  const display = (selector: string): string =>
    getComputedStyle(document.querySelector(selector)!).display;
  expect(['i', 'b', 'u'].map(display)).toEqual(['none', 'none', 'flex']);
  tailorbird.stop();
  expect(document.querySelectorAll('[style]')).toHaveLength(0);
  expect(display('i')).toBe('flex');
  style.remove();
});

test('a block that a framework renders anew, templates and all, shows its new variant', async () => {
  open('<p data-tb-block="a"><template data-tb-for="new">Old</template>Default</p>');
  const block = document.querySelector('p')!;
  block.replaceChildren(
    document.createRange().createContextualFragment('<template data-tb-for="new">Anew</template>D'),
  );
  await settle();
  expect(visible()).toBe('Anew');
});

test('a page that renders anew for ever has its way', async () => {
  const tailorbird = open('<p data-tb-block="a"><template data-tb-for="new">V</template>D</p>');
  const block = document.querySelector('p')!;
  let renderings = 0;
  const observer = new MutationObserver(() => {
    if (block.textContent === 'D' || renderings > 100) return;
    renderings++;
    block.replaceChildren(
      document.createRange().createContextualFragment('<template data-tb-for="new">V</template>D'),
    );
  });
  observer.observe(block, { childList: true });
  block.append(' ');
  await settle();
  await settle();
  observer.disconnect();
  expect(renderings).toBeLessThan(10);
  expect(visible()).toBe('D');
  expect(tailorbird.explain().problems.map(({ code }) => code)).toEqual(['yielded']);
});

test('a block that was away during a decision shows what holds when it comes back', async () => {
  const tailorbird = open(
    '<p data-tb-block="a"><template data-tb-for="traits.on:true">On</template>Off</p>',
  );
  const block = document.querySelector('p')!;
  tailorbird.set({ on: true });
  tailorbird.refresh();
  expect(visible()).toBe('On');
  block.remove();
  await settle();
  tailorbird.set({ on: false });
  tailorbird.refresh();
  document.body.append(block);
  await settle();
  expect(visible()).toBe('Off');
});

test('refresh() finds what was marked after it was added', () => {
  const tailorbird = open('<p>Default</p>');
  const block = document.querySelector('p')!;
  block.setAttribute('data-tb-block', 'a');
  const template = document.createElement('template');
  template.setAttribute('data-tb-for', 'new');
  template.content.append('Variant');
  block.prepend(template);
  tailorbird.refresh();
  expect(visible()).toBe('Variant');
});

test('a form whose fields bear the names of what is called on it stays readable', async () => {
  const names = ['parentNode', 'nextSibling', 'style', 'getAttribute', 'insertBefore', 'contains'];
  for (const name of names) {
    open(
      `<form data-tb-block="a"><template data-tb-for="new">V</template><input name="${name}">Text</form>`,
    );
    await settle();
    expect(getComputedStyle(document.querySelector('form')!).visibility).toBe('visible');
    document.body.replaceChildren();
  }
});

test('a second start() ends the first', () => {
  const markup = '<p data-tb-block="a"><template data-tb-for="new">Variant</template>Default</p>';
  open(markup);
  const second = open('');
  expect(visible()).toBe('Variant');
  second.stop();
  expect(visible()).toBe('Default');
});
