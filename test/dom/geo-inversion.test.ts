import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import type { Tailorbird } from '../../src/types.js';
import { open, told, visible, waitFor } from './page.js';

const block =
  '<p data-tb-block="a"><template data-tb-for="country:BS">Variant</template>Default</p>';

/** Countries whose zones the engine was asked for. */
let asked: string[];
let idleCalls: (() => void)[];

/** The engine's own table, of these zones alone. */
function stubEngine(zones: Readonly<Record<string, readonly string[]>>): void {
  class Locale {
    constructor(private readonly tag: string) {}
    getTimeZones(): readonly string[] {
      const country = this.tag.slice(4);
      asked.push(country);
      return zones[country] ?? [];
    }
  }
  vi.stubGlobal('Intl', { ...Intl, Locale, DateTimeFormat: Intl.DateTimeFormat });
}

function setZone(zone: string): void {
  vi.stubGlobal('Temporal', { Now: { timeZoneId: () => zone } });
}

/** Lets the browser be idle until nobody wants to be called any more. */
async function beIdle(): Promise<void> {
  while (idleCalls.length) {
    for (const call of idleCalls.splice(0)) call();
    await new Promise((resolve) => setImmediate(resolve));
  }
}

const zonesOf = async (tailorbird: Tailorbird): Promise<unknown> =>
  (await tailorbird.export())?.known?.zones;

beforeEach(() => {
  asked = [];
  idleCalls = [];
  vi.stubGlobal('requestIdleCallback', (call: () => void) => idleCalls.push(call));
  vi.spyOn(navigator, 'languages', 'get').mockReturnValue(['en-US']);
  setZone('America/Nassau');
  stubEngine({ US: ['America/New_York'], BS: ['America/Nassau'] });
});

afterEach(() => vi.unstubAllGlobals());

describe('a time zone that the table lacks', () => {
  test('is looked up when the browser is idle, and the next page has its country at once', async () => {
    const first = open(block);
    // The best guess so far: the language.
    expect(first.signals['geo']).toMatchObject({ country: 'US', via: 'language' });
    expect(asked).toEqual([]);
    await beIdle();
    expect(asked[0]).toBe('US');
    expect(asked).toContain('BS');
    await waitFor(async () => expect(await zonesOf(first)).toEqual({ 'America/Nassau': 'BS' }));
    expect(first.signals['geo']).toMatchObject({ country: 'BS', via: 'timezone' });
    first.stop();
    document.body.replaceChildren();
    asked = [];
    const next = open(block);
    expect(visible()).toBe('Variant');
    expect(next.signals['geo']).toMatchObject({ country: 'BS', confidence: 'medium' });
    await beIdle();
    expect(asked).toEqual([]);
  });

  test('and every country too: that is remembered, and not asked again', async () => {
    stubEngine({});
    const first = open(block);
    await beIdle();
    await waitFor(async () => expect(await zonesOf(first)).toEqual({ 'America/Nassau': '' }));
    expect(new Set(asked).size).toBe(asked.length);
    expect(first.signals['geo']).toMatchObject({ country: 'US', via: 'language' });
    first.stop();
    asked = [];
    const next = open(block);
    expect(next.signals['geo']).toMatchObject({ country: 'US', via: 'language' });
    await beIdle();
    expect(asked).toEqual([]);
    expect(told).toEqual([]);
  });

  test('takes the place of the zone that was found before: it would say where the visitor was once', async () => {
    const first = open(block);
    await beIdle();
    await waitFor(async () => expect(await zonesOf(first)).toBeDefined());
    first.stop();
    setZone('Pacific/Fiji');
    stubEngine({ FJ: ['Pacific/Fiji'] });
    const next = open(block);
    await beIdle();
    await waitFor(async () => expect(await zonesOf(next)).toEqual({ 'Pacific/Fiji': 'FJ' }));
  });

  test('is searched for once, however often the place is asked for', async () => {
    const tailorbird = open(block);
    tailorbird.refresh();
    tailorbird.refresh();
    expect(idleCalls).toHaveLength(1);
    await beIdle();
    expect(new Set(asked).size).toBe(asked.length);
  });
});

describe('nothing is searched for', () => {
  test('when the table knows the zone', async () => {
    setZone('Europe/Berlin');
    expect(open(block).signals['geo']).toMatchObject({ country: 'DE', via: 'timezone' });
    await beIdle();
    expect(asked).toEqual([]);
  });

  test('without consent, when it could not be kept', () => {
    const tailorbird = open(block, { privacy: { consent: 'pending' } });
    expect(tailorbird.signals['geo']).toMatchObject({ country: 'US', via: 'language' });
    expect(idleCalls).toEqual([]);
    expect(asked).toEqual([]);
  });

  test('when nobody asks for a place, or a nearer source knows', () => {
    open('<p data-tb-block="a"><template data-tb-for="new">Variant</template>Default</p>');
    open(block, {}, { geo: { country: 'BS' } });
    expect(idleCalls).toEqual([]);
  });

  test('in a clock without a place', () => {
    setZone('UTC');
    expect(open(block).signals['geo']).toMatchObject({ country: 'US', via: 'language' });
    expect(idleCalls).toEqual([]);
  });
});

test('what is found after stop() is nobody’s any more', async () => {
  const tailorbird = open(block);
  expect(idleCalls).toHaveLength(1);
  tailorbird.stop();
  await beIdle();
  expect(await zonesOf(tailorbird)).toBeUndefined();
});
