import { CmpApi, CmpDisplayStatus, CmpStatus, SignalStatus } from '@iabgpp/cmpapi';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { connect } from '../../../src/consent/gpp.js';
import type { Consent } from '../../../src/types.js';

/** The IAB's own client library; npm has no stub of it, so two kinds of those that pages have stand here. */
const page = window as unknown as Record<string, unknown>;
const purposes = (...agreed: number[]): boolean[] =>
  Array.from({ length: 24 }, (_, index) => agreed.includes(index + 1));
let states: Consent[] = [];
let stop: () => void = () => undefined;
const listen = (): void => {
  stop = connect((state) => states.push(state));
};
const loaded = (): boolean => window.dispatchEvent(new Event('load'));

beforeEach(() => {
  states = [];
  // The library says on the console that there is no stub.
  vi.spyOn(console, 'log').mockImplementation(() => undefined);
});
afterEach(() => {
  stop();
  Reflect.deleteProperty(page, '__gpp');
});

/** A stub keeps listeners until the manager comes. By the example of the specification it does not hand them on. */
function stub({ handsOn }: { handsOn: boolean }): void {
  const events: object[] = [];
  page['__gpp'] = (...given: unknown[]): unknown => {
    const [command, callback] = given;
    if (!given.length) return [];
    if (command === 'events') return handsOn ? events : undefined;
    if (command !== 'addEventListener') return undefined;
    events.push({ id: events.length + 1, callback });
    // The example returns the event and does not call back.
    return {
      eventName: 'listenerRegistered',
      listenerId: events.length,
      pingData: { cmpStatus: 'stub', applicableSections: [-1] },
    };
  };
}

/** The visitor chooses in the manager's dialogue. */
function choose(cmp: CmpApi, sections: number[], change: () => void): void {
  cmp.setSignalStatus(SignalStatus.NOT_READY);
  cmp.setCmpDisplayStatus(CmpDisplayStatus.VISIBLE);
  cmp.setApplicableSections(sections);
  change();
  cmp.setCmpDisplayStatus(CmpDisplayStatus.HIDDEN);
  cmp.fireSectionChange('any');
  cmp.setSignalStatus(SignalStatus.READY);
}

function arrive(): CmpApi {
  const cmp = new CmpApi(31, 1);
  cmp.setCmpStatus(CmpStatus.LOADED);
  return cmp;
}

test.each([true, false])('a Californian opts out and in again (stub hands on: %s)', (handsOn) => {
  stub({ handsOn });
  listen();
  const cmp = arrive();
  loaded();
  expect(states).toEqual([]);
  choose(cmp, [8], () => cmp.setFieldValue('usca', 'SaleOptOut', 2));
  choose(cmp, [8], () => cmp.setFieldValue('usca', 'SharingOptOut', 1));
  choose(cmp, [8], () => cmp.setFieldValue('usca', 'SharingOptOut', 2));
  choose(cmp, [8], () => cmp.setFieldValue('usca', 'Gpc', true));
  expect(states).toEqual(['granted', 'denied', 'granted', 'denied']);
});

test('a European agrees to purposes 1, 5 and 6, and takes one back', () => {
  const cmp = arrive();
  listen();
  choose(cmp, [2], () => cmp.setFieldValue('tcfeuv2', 'PurposeConsents', purposes(1, 5)));
  choose(cmp, [2], () => cmp.setFieldValue('tcfeuv2', 'PurposeConsents', purposes(1, 2, 5, 6)));
  choose(cmp, [2], () => cmp.setFieldValue('tcfeuv2', 'PurposeConsents', purposes(5, 6)));
  expect(states).toEqual(['denied', 'granted', 'denied']);
});

test('a choice from an earlier page is read from its string, at once', () => {
  const earlier = arrive();
  earlier.setFieldValue('usnat', 'TargetedAdvertisingOptOut', 1);
  const text = earlier.getGppString();
  const cmp = arrive();
  cmp.setGppString(text);
  cmp.setApplicableSections([7]);
  cmp.setSignalStatus(SignalStatus.READY);
  listen();
  expect(states).toEqual(['denied']);
});

test('the sections in force count, not others that the string holds too', () => {
  const cmp = arrive();
  listen();
  choose(cmp, [7], () => {
    cmp.setFieldValue('tcfeuv2', 'PurposeConsents', purposes());
    cmp.setFieldValue('usnat', 'SaleOptOut', 2);
  });
  expect(states).toEqual(['granted']);
  choose(cmp, [2, 7], () => undefined);
  expect(states).toEqual(['granted', 'denied']);
});

test.each([
  [6, 'uspv1', 'OptOutSale', 'Y', 'N'],
  [7, 'usnat', 'SaleOptOut', 1, 2],
  [9, 'usva', 'TargetedAdvertisingOptOut', 1, 2],
  [13, 'usfl', 'SaleOptOut', 1, 2],
  [16, 'ustx', 'SaleOptOut', 1, 0],
  [27, 'usri', 'SaleOptOut', 1, 2],
])('section %i is %s, and its %s counts', (id, name, field, objects, agrees) => {
  const cmp = arrive();
  listen();
  choose(cmp, [id], () => cmp.setFieldValue(name, field, agrees));
  choose(cmp, [id], () => cmp.setFieldValue(name, field, objects));
  expect(states).toEqual(['granted', 'denied']);
});

test('where none applies nothing has to be asked', () => {
  const cmp = arrive();
  listen();
  cmp.setApplicableSections([-1]);
  cmp.setCmpStatus(CmpStatus.LOADED);
  expect(states).toEqual([]);
  choose(cmp, [-1], () => undefined);
  expect(states).toEqual(['granted']);
});

test('what cannot be read grants nothing: Canada, a section missing, a number of no section', () => {
  const cmp = arrive();
  listen();
  choose(cmp, [5], () => cmp.setFieldValue('tcfcav1', 'PurposesExpressConsent', purposes(1, 5, 6)));
  choose(cmp, [8], () => undefined);
  choose(cmp, [0], () => undefined);
  choose(cmp, [99], () => undefined);
  choose(cmp, [], () => undefined);
  choose(cmp, [5, 7], () => cmp.setFieldValue('usnat', 'SaleOptOut', 2));
  expect(states).toEqual([]);
  choose(cmp, [5, 7], () => cmp.setFieldValue('usnat', 'SaleOptOut', 1));
  expect(states).toEqual(['denied']);
});

test('stopping takes every listener from the manager', () => {
  stub({ handsOn: true });
  listen();
  const cmp = arrive();
  loaded();
  stop();
  const left = (cmp as unknown as { cmpApiContext: { eventQueue: { size: number } } }).cmpApiContext
    .eventQueue;
  expect(left.size).toBe(0);
  choose(cmp, [-1], () => undefined);
  expect(states).toEqual([]);
});

test('a manager that throws, or calls with nonsense, says nothing', () => {
  page['__gpp'] = (_: string, callback: (event: unknown) => void) => {
    for (const event of [
      null,
      1,
      {},
      { pingData: null },
      { pingData: { signalStatus: 'ready' } },
    ]) {
      callback(event);
    }
    callback({
      pingData: { signalStatus: 'ready', applicableSections: [7], parsedSections: { usnat: {} } },
    });
    callback({
      pingData: {
        signalStatus: 'ready',
        applicableSections: [2],
        parsedSections: { tcfeuv2: [null] },
      },
    });
    throw new Error('half loaded');
  };
  expect(listen).not.toThrow();
  expect(loaded).not.toThrow();
  expect(states).toEqual([]);
});
