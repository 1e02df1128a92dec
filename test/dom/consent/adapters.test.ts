import { afterEach, describe, expect, test, vi } from 'vitest';
import { connect as google } from '../../../src/consent/google.js';
import { connect as gpp } from '../../../src/consent/gpp.js';
import { connect as tcf } from '../../../src/consent/tcf.js';
import type { Consent } from '../../../src/types.js';

type Connect = (tell: (state: Consent) => void) => () => void;

const page = window as unknown as Record<string, unknown>;
let stop: (() => void) | undefined;

/** What an adapter has told so far. */
function told(connect: Connect): Consent[] {
  const states: Consent[] = [];
  stop = connect((state) => states.push(state));
  return states;
}

afterEach(() => {
  stop?.();
  for (const name of ['dataLayer', '__tcfapi', '__gpp']) Reflect.deleteProperty(page, name);
});

describe("Google's consent mode", () => {
  /** As in Google's snippet: an entry is the list of arguments. */
  function gtag(...given: unknown[]): void {
    ((page['dataLayer'] ??= []) as unknown[]).push({ ...given });
  }

  test('a default of denied is not a refusal; the update is', () => {
    gtag('consent', 'default', { personalization_storage: 'denied' });
    const states = told(google);
    gtag('consent', 'update', { ad_storage: 'granted' });
    gtag('consent', 'update', { personalization_storage: 'granted' });
    gtag('consent', 'update', { personalization_storage: 'denied' });
    expect(states).toEqual(['pending', 'granted', 'denied']);
  });

  test('functionality counts where personalization is not set', () => {
    gtag('consent', 'default', { functionality_storage: 'granted' });
    const states = told(google);
    gtag('consent', 'default', { personalization_storage: 'denied' });
    expect(states).toEqual(['granted', 'pending']);
  });

  test('what is granted in a region only is not granted', () => {
    gtag('consent', 'default', { personalization_storage: 'granted', region: ['US'] });
    expect(told(google)).toEqual([]);
    gtag('consent', 'default', { personalization_storage: 'denied', region: ['DE'] });
    expect(told(google)).toEqual(['pending']);
  });

  test('strange entries and an array of another kind say nothing; stopping puts push back', () => {
    const layer: unknown[] = [null, 1, ['consent'], { 0: 'consent', 1: 'update', 2: null }];
    page['dataLayer'] = layer;
    const { push } = layer;
    const states = told(google);
    layer.push({ 0: 'consent', 1: 'update', 2: { personalization_storage: {} } });
    expect(states).toEqual([]);
    stop?.();
    expect(layer.push).toBe(push);
    layer.push({ 0: 'consent', 1: 'update', 2: { personalization_storage: 'granted' } });
    expect(states).toEqual([]);
  });
});

describe('the TCF', () => {
  type Listener = (data: unknown, success: boolean) => void;

  /** A consent manager's function; `choose` is its dialogue. */
  function provide(): { choose: Listener; calls: unknown[][] } {
    const calls: unknown[][] = [];
    let listener: Listener | undefined;
    page['__tcfapi'] = (...args: unknown[]) => {
      calls.push(args);
      if (args[0] === 'addEventListener') listener = args[2] as Listener;
    };
    return { choose: (data, success) => listener?.(data, success), calls };
  }
  const choice = (eventStatus: string, ...agreed: number[]): object => ({
    eventStatus,
    gdprApplies: true,
    listenerId: 7,
    purpose: { consents: Object.fromEntries(agreed.map((id) => [id, true])) },
  });

  test('purposes 1, 5 and 6 together grant, once the choice is finished', () => {
    const { choose, calls } = provide();
    const states = told(tcf);
    choose(choice('cmpuishown', 1, 5, 6), true);
    expect(states).toEqual([]);
    choose(choice('tcloaded', 1, 5), true);
    choose(choice('useractioncomplete', 1, 2, 5, 6), true);
    choose(choice('useractioncomplete', 1, 5, 6), true);
    choose(choice('useractioncomplete', 5, 6), true);
    expect(states).toEqual(['denied', 'granted', 'denied']);
    stop?.();
    expect(calls.at(-1)?.[3]).toBe(7);
    choose(choice('tcloaded', 1, 5, 6), true);
    expect(states).toHaveLength(3);
  });

  test('where the GDPR does not apply nothing has to be asked', () => {
    const { choose } = provide();
    const states = told(tcf);
    choose({ eventStatus: 'tcloaded', gdprApplies: false }, true);
    expect(states).toEqual(['granted']);
  });

  test('failures and nonsense say nothing', () => {
    const { choose } = provide();
    const states = told(tcf);
    choose(choice('tcloaded', 1, 5, 6), false);
    for (const data of [null, 1, 'tcloaded', {}]) choose(data, true);
    expect(states).toEqual([]);
    stop?.();
    page['__tcfapi'] = () => {
      throw new Error('half loaded');
    };
    expect(told(tcf)).toEqual([]);
  });

  test('a consent manager may come later', () => {
    const states = told(tcf);
    const { choose } = provide();
    document.dispatchEvent(new Event('DOMContentLoaded'));
    choose(choice('tcloaded', 1, 5, 6), true);
    expect(states).toEqual(['granted']);
  });
});

describe('the GPP', () => {
  function provide(): { send: (pingData: unknown) => void; remove: ReturnType<typeof vi.fn> } {
    let listener: ((event: unknown) => void) | undefined;
    const remove = vi.fn();
    page['__gpp'] = (command: string, callback: (event: unknown) => void, id: unknown) => {
      if (command === 'addEventListener') listener = callback;
      else remove(command, id);
    };
    return { send: (pingData) => listener?.({ listenerId: 3, pingData }), remove };
  }
  const ready = (parsedSections: object, applicableSections: number[] = [7]): object => ({
    signalStatus: 'ready',
    applicableSections,
    parsedSections,
  });

  test.each([
    ['no section applies', {}, [-1], 'granted'],
    [
      'no opt-out',
      { usnat: [{ SaleOptOut: 2, SharingOptOut: 2 }, { Gpc: false }] },
      [7],
      'granted',
    ],
    ['an opt-out of sale', { usnat: { SaleOptOut: 1 } }, [7], 'denied'],
    [
      'an opt-out of targeted advertising',
      { usva: [{ TargetedAdvertisingOptOut: 1 }] },
      [9],
      'denied',
    ],
    ['Global Privacy Control', { usca: [{ SaleOptOut: 2 }, { Gpc: true }] }, [8], 'denied'],
    ['US privacy 1', { uspv1: { OptOutSale: 'Y' } }, [6], 'denied'],
    [
      'Europe, all purposes by number',
      { tcfeuv2: [{ PurposeConsents: [1, 5, 6] }] },
      [2],
      'granted',
    ],
    ['Europe, one missing', { tcfeuv2: { PurposeConsents: [1, 5] } }, [2], 'denied'],
    [
      'Europe, one answer a purpose',
      { tcfeuv2: { PurposeConsent: [true, false, false, false, true, true] } },
      [2],
      'granted',
    ],
    [
      'the strictest of two',
      { tcfeuv2: { PurposeConsents: [1, 5, 6] }, usnat: { SaleOptOut: 1 } },
      [2, 7],
      'denied',
    ],
  ])('%s', (_, sections, applicable, state) => {
    const { send } = provide();
    const states = told(gpp);
    send(ready(sections, applicable));
    expect(states).toEqual([state]);
  });

  test('before the signal is ready, and for nonsense, nothing is said', () => {
    const { send, remove } = provide();
    const states = told(gpp);
    send({ ...ready({}, [-1]), signalStatus: 'not ready' });
    for (const data of [null, 1, {}, ready({})]) send(data);
    expect(states).toEqual([]);
    stop?.();
    expect(remove).toHaveBeenCalledWith('removeEventListener', 3);
  });
});
