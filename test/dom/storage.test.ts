import { afterEach, expect, test, vi } from 'vitest';
import { open, told, visible, waitFor } from './page.js';

afterEach(() => {
  vi.unstubAllGlobals();
});

const refuse = (): never => {
  throw new DOMException('The operation is insecure.', 'SecurityError');
};
const hero = '<p data-tb-block="a"><template data-tb-for="desktop">Variant</template>Default</p>';

/** Ways in which a browser can refuse to store anything. */
const refusals: Record<string, () => void> = {
  'no database': () => vi.stubGlobal('indexedDB', undefined),
  'a database that is refused': () => {
    vi.stubGlobal('indexedDB', { open: refuse, deleteDatabase: refuse });
  },
  'no way to ask for a database': () => {
    vi.spyOn(globalThis, 'indexedDB', 'get').mockImplementation(refuse);
  },
  'no localStorage': () => {
    vi.spyOn(globalThis, 'localStorage', 'get').mockImplementation(refuse);
  },
  'no channel to other tabs': () => {
    vi.stubGlobal(
      'BroadcastChannel',
      class {
        constructor() {
          refuse();
        }
      },
    );
  },
};
refusals['nothing at all'] = () =>
  Object.values(refusals)
    .slice(2, 5)
    .forEach((each) => each());

for (const [name, deny] of Object.entries(refusals)) {
  test(`${name}: export() and forget() come to an end, and the page is decided`, async () => {
    const tailorbird = open(hero);
    tailorbird.stop();
    await tailorbird.forget();
    document.body.replaceChildren();
    deny();
    const next = open(hero);
    await next.settled;
    expect(visible()).toBe('Variant');
    const exported = await next.export();
    if (name !== 'no channel to other tabs' && name !== 'no localStorage') {
      expect(exported).toBeUndefined();
    }
    await next.forget();
    await next.consent('denied');
    expect(await next.export()).toBeUndefined();
    next.stop();
    vi.restoreAllMocks();
  });
}

test('a database that never answers: what is known is exported, what can be erased is erased', async () => {
  vi.stubGlobal('indexedDB', { open: () => ({}), deleteDatabase: () => ({}) });
  const tailorbird = open(hero);
  tailorbird.set({ role: 'developer' });
  expect(await tailorbird.export()).toBeUndefined();
  expect(told).toEqual(['[tailorbird] storage (IndexedDB) no answer']);
  localStorage.setItem('tailorbird.plan', '{}');
  await tailorbird.forget();
  expect(localStorage).toHaveLength(0);
  expect(told).toHaveLength(1);
});

test('what the visitor has chosen by a control is exported, with the record or without one', async () => {
  const tailorbird = open(
    '<button data-tb-control="grant"></button><button data-tb-control="deny"></button>',
  );
  const [grant, deny] = document.querySelectorAll('button');
  grant?.click();
  await waitFor(async () =>
    expect(await tailorbird.export()).toMatchObject({ consent: 'granted', pageviews: 1 }),
  );
  deny?.click();
  await waitFor(async () => expect(await tailorbird.export()).toEqual({ consent: 'denied' }));
  await tailorbird.forget();
  expect(await tailorbird.export()).toBeUndefined();
});
