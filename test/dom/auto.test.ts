import { afterEach, expect, test, vi } from 'vitest';
import type { Tailorbird } from '../../src/types.js';
import { told, visible } from './page.js';

/** Starts the script tag on a page where an image has the name of something that is called on the document. */
async function startShadowed(name: string): Promise<void> {
  const block =
    '<p data-tb-block="a"><template data-tb-for="desktop">Variant</template>Default</p>';
  document.body.append(document.createRange().createContextualFragment(block));
  // What <img name="querySelector"> does to a document in a browser.
  const shadow = { value: document.createElement('img'), configurable: true };
  Object.defineProperty(document, name, shadow);
  vi.resetModules();
  await import('../../src/auto.js');
  Reflect.deleteProperty(document, name);
}

afterEach(() => {
  const page = window as { tailorbird?: Tailorbird };
  page.tailorbird?.stop();
  delete page.tailorbird;
});

test.each(['querySelector', 'readyState', 'referrer', 'documentElement', 'addEventListener'])(
  'an image by the name of %s makes no difference',
  async (name) => {
    await startShadowed(name);
    expect(visible()).toBe('Variant');
    expect(told).toEqual([]);
  },
);

test('where it does make one, the default stays, and there is word of it', async () => {
  await startShadowed('createElement');
  expect(visible()).toBe('Default');
  expect(told).toHaveLength(1);
  expect(told[0]).toMatch(/^\[tailorbird\] exception \(start\) TypeError/);
});
