import { afterEach, describe, expect, test, vi } from 'vitest';
import type { Plan, Tailorbird } from '../../src/types.js';
import { open, told, visible, waitFor } from './page.js';

const page = window as unknown as { dataLayer?: unknown };
const plan = (...dataLayer: string[]): Plan => ({ traits: { dataLayer } });
const layer = (): unknown[] => page.dataLayer as unknown[];

/** `gtag('set', …)` as Google's snippet has it: the entry is the list of arguments itself. */
const gtag = function (): void {
  // eslint-disable-next-line prefer-rest-params
  layer().push(arguments);
} as (...command: readonly unknown[]) => void;

afterEach(() => {
  delete page.dataLayer;
  vi.restoreAllMocks();
});

describe('a trait is taken', () => {
  test('from what the page said before, and decides the first view', () => {
    page.dataLayer = [{ event: 'gtm.js' }, { role: 'buyer' }, { role: 'developer', plan: 'pro' }];
    const tailorbird = open(
      '<p data-tb-block="a"><template data-tb-for="traits.role:developer">Dev</template>All</p>',
      plan('role'),
    );
    expect(visible()).toBe('Dev');
    // What the plan does not name is nobody's business.
    expect(tailorbird.signals['traits']).toEqual({ role: 'developer' });
  });

  test('from what is pushed later, one entry or several, and push works as ever', () => {
    const tailorbird = open('', plan('role', 'plan'));
    expect(layer().push({ role: 'buyer' }, { plan: 'pro' })).toBe(2);
    expect(tailorbird.signals['traits']).toEqual({ role: 'buyer', plan: 'pro' });
    expect([...layer()]).toEqual([{ role: 'buyer' }, { plan: 'pro' }]);
  });

  test('below a dotted key, and dotted keys of one object stand beside each other', () => {
    const tailorbird = open('', plan('company.industry', 'company.size'));
    layer().push({ company: { industry: 'Software', owner: 'Ann' } });
    layer().push({ company: { size: 30 } });
    expect(tailorbird.signals['traits']).toEqual({ company: { industry: 'Software', size: 30 } });
  });

  test("from gtag('set', …), with a target or without, but from no other command", () => {
    const tailorbird = open('', plan('role', 'plan', 'page'));
    gtag('set', { role: 'developer' });
    gtag('set', 'user_properties', { plan: 'pro' });
    gtag('config', 'G-1', { page: 'x' });
    expect(tailorbird.signals['traits']).toEqual({ role: 'developer', plan: 'pro' });
  });

  test('is kept for the next page, unless it is personal', async () => {
    const first = open('', plan('role', 'email'));
    layer().push({ role: 'developer', email: 'ann@example.com' });
    await waitFor(async () => expect((await first.export())?.traits).toHaveProperty('role'));
    expect((await first.export())?.traits).toEqual({ role: 'developer' });
    expect(told).toEqual(['[tailorbird] personal-trait (email) is never stored']);
  });
});

describe('the array on the page', () => {
  test('is left alone when the plan names no key', () => {
    open('', { traits: { dataLayer: [] } });
    expect(page).not.toHaveProperty('dataLayer');
    const own: unknown[] = (page.dataLayer = []);
    open('');
    expect(Object.keys(own)).toEqual([]);
  });

  test.each([null, 'text', 7, { push: () => 0 }])(
    'may be %j: then there is nothing to hear',
    (odd) => {
      page.dataLayer = odd;
      const tailorbird = open(
        '<p data-tb-block="a"><template data-tb-for="new">New</template>D</p>',
        plan('role'),
      );
      expect(visible()).toBe('New');
      expect(tailorbird.signals['traits']).toEqual({});
    },
  );

  test('may be frozen: what it says is read, and the page goes on', () => {
    page.dataLayer = Object.freeze([{ role: 'developer' }]);
    const tailorbird = open(
      '<p data-tb-block="a"><template data-tb-for="new">New</template>D</p>',
      plan('role'),
    );
    expect(visible()).toBe('New');
    expect(tailorbird.signals['traits']).toEqual({ role: 'developer' });
  });

  describe('while the document is parsed', () => {
    /** What a browser does when it has read the last tag. */
    function parsed(): void {
      state.mockReturnValue('interactive');
      document.dispatchEvent(new Event('readystatechange'));
    }
    let state: ReturnType<typeof mockState>;
    const mockState = () =>
      vi.spyOn(Document.prototype, 'readyState', 'get').mockReturnValue('loading');

    test('may be replaced by the page: both are heard', () => {
      state = mockState();
      const before: unknown[] = (page.dataLayer = []);
      const tailorbird = open('', plan('role', 'plan'));
      page.dataLayer = [{ role: 'developer' }];
      parsed();
      layer().push({ plan: 'pro' });
      expect(tailorbird.signals['traits']).toEqual({ role: 'developer', plan: 'pro' });
      tailorbird.stop();
      expect(before.push).toBe(Array.prototype.push);
      expect(layer().push).toBe(Array.prototype.push);
    });

    test('is not touched any more once Tailorbird has been stopped', () => {
      state = mockState();
      const tailorbird = open('', plan('role'));
      tailorbird.stop();
      page.dataLayer = [{ role: 'developer' }];
      parsed();
      expect(layer().push).toBe(Array.prototype.push);
      expect(tailorbird.signals['traits']).toEqual({});
    });
  });
});

describe('stop()', () => {
  const traitsAfterStop = (tailorbird: Tailorbird): unknown => {
    layer().push({ role: 'late' });
    return tailorbird.signals['traits'];
  };

  test('puts back the push that was there', () => {
    const own = vi.fn(() => 0);
    page.dataLayer = Object.assign([], { push: own });
    const tailorbird = open('', plan('role'));
    expect(layer().push).not.toBe(own);
    tailorbird.stop();
    expect(layer().push).toBe(own);
    expect(traitsAfterStop(tailorbird)).toEqual({});
  });

  test('leaves a tag manager its own, and hears nothing more through it', () => {
    const tailorbird = open('', plan('role'));
    const ours = layer().push;
    const heard: unknown[] = [];
    const theirs = (...entries: unknown[]): number => {
      heard.push(...entries);
      return ours.apply(layer(), entries);
    };
    layer().push = theirs;
    layer().push({ role: 'developer' });
    expect(tailorbird.signals['traits']).toEqual({ role: 'developer' });
    tailorbird.stop();
    expect(layer().push).toBe(theirs);
    expect(traitsAfterStop(tailorbird)).toEqual({ role: 'developer' });
    expect(heard).toEqual([{ role: 'developer' }, { role: 'late' }]);
    expect(layer()).toHaveLength(2);
  });
});

describe('hostile entries', () => {
  const broken = (): never => {
    throw new Error('from the page');
  };
  const cyclic: Record<string, unknown> = { role: { name: 'x' } };
  (cyclic['role'] as Record<string, unknown>)['self'] = cyclic;

  const entries: Record<string, () => unknown> = {
    null: () => null,
    undefined: () => undefined,
    text: () => 'role',
    'a function': () => () => 1,
    'a list': () => ['set', { role: 'x' }],
    'a getter that throws': () => ({
      get role(): never {
        return broken();
      },
    }),
    "a getter of gtag('set') that throws": () => ({
      0: 'set',
      get 1(): never {
        return broken();
      },
    }),
    'a proxy that throws': () =>
      new Proxy(
        {},
        { get: broken, has: broken, getOwnPropertyDescriptor: broken, ownKeys: broken },
      ),
    'a revoked proxy': () => {
      const { proxy, revoke } = Proxy.revocable({}, {});
      revoke();
      return proxy;
    },
    'a value whose getter throws': () => ({
      role: {
        get name(): never {
          return broken();
        },
      },
    }),
  };

  test.each(Object.keys(entries))('%s: the page and what follows are none the worse', (name) => {
    page.dataLayer = [entries[name]!(), { plan: 'before' }];
    const tailorbird = open(
      '<p data-tb-block="a"><template data-tb-for="traits.plan:before">Yes</template>No</p>',
      plan('role', 'plan'),
    );
    expect(visible()).toBe('Yes');
    expect(() => layer().push(entries[name]!(), { plan: 'after' })).not.toThrow();
    expect(tailorbird.matches('traits.plan:after')).toBe(true);
    expect(tailorbird.matches('traits.role:x')).toBe(false);
  });

  test('what refers to itself comes to an end', () => {
    const tailorbird = open('', plan('role'));
    layer().push(cyclic);
    expect(tailorbird.matches('traits.role.name:x')).toBe(true);
    expect(() => JSON.stringify(tailorbird.signals['traits'])).not.toThrow();
  });

  test('keys that reach into a prototype', () => {
    const keys = [
      '__proto__',
      'constructor',
      'constructor.prototype.polluted',
      '__proto__.polluted',
    ];
    page.dataLayer = [
      JSON.parse('{"__proto__": {"polluted": 1}, "constructor": {"prototype": {"polluted": 1}}}'),
    ];
    const tailorbird = open('', plan('role', ...keys));
    layer().push(JSON.parse('{"__proto__": {"polluted": 2}, "role": "x"}'));
    expect(tailorbird.signals['traits']).toEqual({ role: 'x' });
    expect(({} as Record<string, unknown>)['polluted']).toBeUndefined();
  });
});
