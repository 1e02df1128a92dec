import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { readPath } from '../../../src/core/signal.js';
import type { SignalContext } from '../../../src/signals/context.js';
import { countryOfCity } from '../../../src/signals/geo-time-zone.js';
import { readGeo } from '../../../src/signals/geo.js';
import type { GeoHint, Plan } from '../../../src/types.js';

interface Situation {
  readonly geo?: GeoHint;
  readonly plan?: Plan;
  readonly known?: Readonly<Record<string, string>>;
}

/** What is known of the place; only the time zone where no country is. */
function geoOf({ geo, plan = {}, known = {} }: Situation = {}): Readonly<Record<string, unknown>> {
  const context: Partial<SignalContext> = {
    geo,
    plan: () => plan,
    endpoint: () => undefined,
    zoneCountry: (zone) => countryOfCity(zone) ?? known[zone],
  };
  const { timezone, ...place }: Readonly<Record<string, unknown>> = {
    ...readGeo(context as SignalContext),
  };
  return place['country'] ? { timezone, ...place } : { timezone };
}

const cookiePlan: Plan = { geo: { cookie: 'geo' } };

function setRoot(attributes: Readonly<Record<string, string>>): void {
  for (const [name, value] of Object.entries(attributes)) {
    document.documentElement.setAttribute(`data-geo-${name}`, value);
  }
}

function addMeta(name: string, content: string): void {
  const meta = document.createElement('meta');
  meta.name = `geo-${name}`;
  meta.content = content;
  document.head.append(meta);
}

function setServerTiming(...entries: readonly { name: string; description: string }[]): void {
  vi.spyOn(performance, 'getEntriesByType').mockReturnValue([
    { serverTiming: entries } as unknown as PerformanceEntry,
  ]);
}

function setTimeZone(zone: string | undefined): void {
  vi.stubGlobal('Temporal', { Now: { timeZoneId: () => zone } });
}

function setLanguages(...languages: string[]): void {
  vi.spyOn(navigator, 'languages', 'get').mockReturnValue(languages);
  vi.spyOn(navigator, 'language', 'get').mockReturnValue(languages[0] ?? '');
}

beforeEach(() => {
  setTimeZone('UTC');
  setLanguages('en');
});

afterEach(() => {
  vi.restoreAllMocks();
  vi.unstubAllGlobals();
  document.head.replaceChildren();
  for (const name of ['country', 'region', 'city']) {
    document.documentElement.removeAttribute(`data-geo-${name}`);
  }
  document.cookie = 'geo=; max-age=0';
});

describe('each source', () => {
  it('start({ geo })', () => {
    expect(geoOf({ geo: { country: 'de', region: 'BE', city: 'Berlin' } })).toEqual({
      country: 'DE',
      region: 'BE',
      city: 'Berlin',
      continent: 'EU',
      timezone: undefined,
      via: 'option',
      confidence: 'high',
    });
  });

  it('the html element', () => {
    setRoot({ country: 'BR', region: 'SP', city: 'S%C3%A3o%20Paulo' });
    expect(geoOf()).toMatchObject({
      country: 'BR',
      region: 'SP',
      city: 'São Paulo',
      continent: 'SA',
      via: 'html',
      confidence: 'high',
    });
  });

  it('meta elements', () => {
    addMeta('country', 'JP');
    addMeta('city', '%E6%9D%B1%E4%BA%AC');
    expect(geoOf()).toMatchObject({ country: 'JP', city: '東京', via: 'meta', confidence: 'high' });
  });

  it.each([
    ['US-CA', 'US', 'CA'],
    ['us', 'US', undefined],
    ['GB-ENG', 'GB', 'ENG'],
    ['%44%45', 'DE', undefined],
  ])('Server-Timing: geo;desc="%s"', (description, country, region) => {
    setServerTiming({ name: 'db', description: 'FR' }, { name: 'geo', description });
    expect(geoOf()).toMatchObject({ country, region, via: 'server-timing', confidence: 'high' });
  });

  it.each([
    ['DE', 'DE', undefined],
    ['de-be', 'DE', 'BE'],
    ['%20DE-BE', 'DE', 'BE'],
  ])('the cookie that the plan names: %s', (value, country, region) => {
    document.cookie = 'other=FR';
    document.cookie = `geo=${value}`;
    expect(geoOf({ plan: cookiePlan })).toMatchObject({
      country,
      region,
      via: 'cookie',
      confidence: 'high',
    });
  });

  it('the time zone', () => {
    setTimeZone('Asia/Calcutta');
    expect(geoOf()).toEqual({
      country: 'IN',
      region: undefined,
      city: undefined,
      continent: 'AS',
      timezone: 'Asia/Calcutta',
      via: 'timezone',
      confidence: 'medium',
    });
  });

  it('a time zone whose country an earlier page found out', () => {
    setTimeZone('America/Nassau');
    setLanguages('en-US');
    expect(geoOf()).toMatchObject({ country: 'US', via: 'language' });
    expect(geoOf({ known: { 'America/Nassau': 'BS' } })).toMatchObject({
      country: 'BS',
      continent: 'NA',
      via: 'timezone',
      confidence: 'medium',
    });
  });

  it('the region of a language', () => {
    setLanguages('en', 'es-419', 'zh-Hant-TW', 'de-DE');
    expect(geoOf()).toMatchObject({
      country: 'TW',
      continent: 'AS',
      via: 'language',
      confidence: 'low',
    });
  });
});

describe('the chain', () => {
  it('asks the sources in order, and the first that names a country answers alone', () => {
    const answers: unknown[] = [];
    const ask = (situation?: Situation): void => void answers.push(geoOf(situation).via);
    ask();
    setLanguages('de-AT');
    ask();
    setTimeZone('Europe/Berlin');
    ask();
    document.cookie = 'geo=FR-IDF';
    ask({ plan: cookiePlan });
    setServerTiming({ name: 'geo', description: 'IT' });
    ask({ plan: cookiePlan });
    addMeta('country', 'ES');
    ask({ plan: cookiePlan });
    setRoot({ country: 'PT', city: 'Porto' });
    ask({ plan: cookiePlan });
    ask({ plan: cookiePlan, geo: { country: 'CH' } });
    expect(answers).toEqual([
      undefined,
      'language',
      'timezone',
      'cookie',
      'server-timing',
      'meta',
      'html',
      'option',
    ]);
    const { country, city, timezone } = geoOf({ geo: { country: 'CH' } });
    expect({ country, city, timezone }).toEqual({
      country: 'CH',
      city: undefined,
      timezone: 'Europe/Berlin',
    });
  });

  it.each(['XX', 'T1', 'ZZ', 'EU', 'AP', 'xx', 'Germany', 'D', '', ' ', '\u202EDE', 'D\u0000E'])(
    'passes over a host that says %j',
    (country) => {
      setRoot({ country, region: 'BE', city: 'Berlin' });
      setTimeZone('Europe/Berlin');
      expect(geoOf()).toMatchObject({ country: 'DE', city: undefined, via: 'timezone' });
    },
  );

  it('knows nothing but the zone where nobody names a country', () => {
    setTimeZone('Africa/Ouagadougou');
    expect(geoOf()).toEqual({ timezone: 'Africa/Ouagadougou' });
  });

  it('reads a cookie only by its own full name', () => {
    document.cookie = 'xgeo=FR';
    document.cookie = 'geox=FR';
    expect(geoOf({ plan: cookiePlan })).toEqual({ timezone: undefined });
    expect(geoOf({ plan: { geo: { cookie: '.*' } } })).toEqual({ timezone: undefined });
    expect(geoOf({ plan: { geo: { cookie: '' } } })).toEqual({ timezone: undefined });
    document.cookie = 'geo=DE';
    expect(geoOf()).toEqual({ timezone: undefined });
    // The two others stand before it.
    expect(geoOf({ plan: cookiePlan })).toMatchObject({ country: 'DE' });
    for (const name of ['xgeo', 'geox']) document.cookie = `${name}=; max-age=0`;
  });

  it('finds a cookie whose name means something in a pattern', () => {
    document.cookie = 'g.e+o(1)=DE';
    expect(geoOf({ plan: { geo: { cookie: 'g.e+o(1)' } } })).toMatchObject({ country: 'DE' });
    document.cookie = 'g.e+o(1)=; max-age=0';
  });
});

describe('hostile pages and engines', () => {
  const broken = (): never => {
    throw new DOMException('The operation is insecure.', 'SecurityError');
  };

  it('cookies that may not be read lead on to the next source', () => {
    vi.spyOn(document, 'cookie', 'get').mockImplementation(broken);
    setTimeZone('Europe/Paris');
    expect(geoOf({ plan: cookiePlan })).toMatchObject({ country: 'FR', via: 'timezone' });
  });

  it('so does every other source that throws', () => {
    vi.spyOn(performance, 'getEntriesByType').mockImplementation(broken);
    vi.spyOn(document, 'querySelector').mockImplementation(broken);
    vi.spyOn(document, 'documentElement', 'get').mockImplementation(broken);
    vi.stubGlobal('Temporal', { Now: { timeZoneId: broken } });
    setLanguages('pl-PL');
    expect(geoOf()).toMatchObject({ country: 'PL', timezone: undefined, via: 'language' });
  });

  it('an engine without navigation timing, time zone and languages is unknown territory', () => {
    vi.spyOn(performance, 'getEntriesByType').mockReturnValue([]);
    vi.spyOn(navigator, 'languages', 'get').mockReturnValue(undefined as never);
    vi.spyOn(navigator, 'language', 'get').mockReturnValue(undefined as never);
    setTimeZone(undefined);
    vi.stubGlobal('Intl', {});
    expect(geoOf()).toEqual({ timezone: undefined });
  });

  it.each([null, 'DE', 7, { country: 7 }, { country: ['DE'] }, { country: { toString: broken } }])(
    'start({ geo: %j }) is no place',
    (geo) => {
      expect(geoOf({ geo: geo as unknown as GeoHint }).country).toBeUndefined();
    },
  );

  it('long names are cut', () => {
    setRoot({ country: 'DE', region: 'r'.repeat(10_000), city: 'c'.repeat(10_000) });
    expect(geoOf().city).toHaveLength(256);
    expect(geoOf().region).toHaveLength(256);
  });

  it.each(['__proto__/x', 'constructor/x', 'x/(((', 'x/__proto__'])(
    'the zone %s is nowhere',
    (zone) => {
      setTimeZone(zone);
      expect(geoOf().country).toBeUndefined();
    },
  );
});

describe('the time zone', () => {
  it.each([
    'UTC',
    'Etc/UTC',
    'Etc/GMT+3',
    'GMT',
    'Etc/Unknown',
    '+05:30',
    'Factory',
    '',
    'Atlantic/Reykjavik',
  ])('%j says nothing about the place', (zone) => {
    setTimeZone(zone);
    expect(geoOf()).toEqual({ timezone: undefined });
  });

  it('comes from Intl where there is no Temporal', () => {
    vi.stubGlobal('Temporal', undefined);
    vi.spyOn(Intl, 'DateTimeFormat').mockImplementation(function () {
      return { resolvedOptions: () => ({ timeZone: 'Europe/Kiev' }) } as Intl.DateTimeFormat;
    });
    expect(geoOf()).toMatchObject({ country: 'UA', timezone: 'Europe/Kiev' });
  });

  it('is not read when the host named the country and nobody asks for it', () => {
    const timeZoneId = vi.fn(() => 'Europe/Berlin');
    vi.stubGlobal('Temporal', { Now: { timeZoneId } });
    const geo = readGeo({ geo: { country: 'FR' }, plan: () => ({}) } as unknown as SignalContext);
    expect(readPath({ geo }, 'geo.country')).toBe('FR');
    expect(timeZoneId).not.toHaveBeenCalled();
    expect(readPath({ geo }, 'geo.timezone')).toBe('Europe/Berlin');
  });
});
