import { expect, test, vi } from 'vitest';
import { told, visible } from './page.js';

test('markup that shadows what is called on the document: the default, and word of it', async () => {
  document.body.append(
    document
      .createRange()
      .createContextualFragment(
        '<p data-tb-block="a"><template data-tb-for="new">Variant</template>Default</p>',
      ),
  );
  // What <img name="querySelector"> does to a document in a browser.
  const shadow = { value: document.createElement('img'), configurable: true };
  Object.defineProperty(document, 'querySelector', shadow);
  vi.resetModules();
  await import('../../src/auto.js');
  Reflect.deleteProperty(document, 'querySelector');
  expect(visible()).toBe('Default');
  expect(told).toHaveLength(1);
  expect(told[0]).toMatch(/^\[tailorbird\] exception \(start\) TypeError/);
});
