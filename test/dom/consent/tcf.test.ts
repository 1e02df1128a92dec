import { CmpApi, CmpApiModel } from '@iabtcf/cmpapi';
// @ts-expect-error It comes without types.
import untyped from '@iabtcf/stub';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { connect } from '../../../src/consent/tcf.js';
import type { Consent } from '../../../src/types.js';
import { tcString as choice } from '../../support/tc-string.js';

/** The IAB's own client library, behind its own stub, as consent managers ship them. */
const stub = untyped as () => void;
const page = window as unknown as Record<string, unknown>;
let states: Consent[] = [];
let stop: () => void = () => undefined;
const listen = (): void => {
  stop = connect((state) => states.push(state));
};
/** The manager's script arrives. */
const arrive = (): CmpApi => new CmpApi(31, 1, true);
const loaded = (): boolean => window.dispatchEvent(new Event('load'));

beforeEach(() => {
  CmpApiModel.reset();
  states = [];
  stub();
});
afterEach(() => {
  stop();
  // The stub takes its frame for a sign that it is there already.
  document.querySelector('[name=__tcfapiLocator]')?.remove();
  Reflect.deleteProperty(page, '__tcfapi');
});

test('a first visit: asked, refuses, thinks better of it, takes it back', () => {
  listen();
  const cmp = arrive();
  expect(states).toEqual([]);
  cmp.update('', true);
  expect(states).toEqual([]);
  cmp.update(choice(1, 2, 5));
  cmp.update(choice(1, 2, 5), true);
  cmp.update(choice(1, 5, 6));
  cmp.update(choice(1, 2, 5, 6));
  cmp.update(choice());
  expect(states).toEqual(['denied', 'granted', 'denied']);
});

test('a later visit: the choice is there from the start', () => {
  const cmp = arrive();
  cmp.update(choice(1, 5, 6));
  listen();
  expect(states).toEqual(['granted']);
});

test('where the GDPR does not apply nothing has to be asked', () => {
  listen();
  arrive().update(null);
  expect(states).toEqual(['granted']);
});

test('without a stub the manager may come after us', () => {
  Reflect.deleteProperty(page, '__tcfapi');
  listen();
  const cmp = arrive();
  document.dispatchEvent(new Event('DOMContentLoaded'));
  cmp.update(choice(1, 5, 6));
  expect(states).toEqual(['granted']);
});

test('asked once behind the stub and once more when all has loaded, a choice is told once', () => {
  listen();
  const cmp = arrive();
  loaded();
  cmp.update(choice(1, 5, 6));
  expect(states).toEqual(['granted']);
  expect(CmpApiModel.eventQueue.size).toBe(2);
  stop();
  expect(CmpApiModel.eventQueue.size).toBe(0);
});

test('stopped while the stub keeps the request, it leaves no listener with the manager', () => {
  listen();
  stop();
  const cmp = arrive();
  cmp.update(choice(1, 5, 6));
  expect(states).toEqual([]);
  expect(CmpApiModel.eventQueue.size).toBe(0);
});

test('a manager that has disabled itself leaves things as they were', () => {
  listen();
  const cmp = arrive();
  cmp.update(choice(1, 5, 6));
  cmp.disable();
  loaded();
  expect(states).toEqual(['granted']);
});

test.each([
  ['throws', () => undefined],
  ['calls at once, with null', (callback: (...args: unknown[]) => void) => callback(null, true)],
  [
    'knows no purposes',
    (callback: (...args: unknown[]) => void) => callback({ eventStatus: 'tcloaded' }, true),
  ],
  [
    'throws when it is read',
    (callback: (...args: unknown[]) => void) =>
      callback(
        new Proxy(
          {},
          {
            get: () => {
              throw new Error('no');
            },
          },
        ),
        true,
      ),
  ],
])('a half-made manager that %s says nothing', (name, answer) => {
  const removed = vi.fn();
  page['__tcfapi'] = (command: string, _: number, callback: (...args: unknown[]) => void) => {
    if (command !== 'addEventListener') removed();
    answer(callback);
    if (name === 'throws') throw new Error('half loaded');
  };
  listen();
  expect(loaded).not.toThrow();
  expect(stop).not.toThrow();
  expect(states).toEqual([]);
  expect(removed).not.toHaveBeenCalled();
});

test('after nonsense the listener can still be removed, and what threw is asked again', () => {
  let fails = true;
  let listener: (...args: unknown[]) => void = () => undefined;
  const removed = vi.fn();
  page['__tcfapi'] = (command: string, _: number, callback: typeof listener, id: number) => {
    if (fails) throw new Error('half loaded');
    if (command === 'addEventListener') listener = callback;
    else removed(id);
  };
  listen();
  fails = false;
  loaded();
  listener({ listenerId: 0, eventStatus: 'cmpuishown' }, true);
  for (const garbage of [undefined, 1, {}, { listenerId: 'x', purpose: { consents: 1 } }]) {
    listener(garbage, true);
  }
  const trap = {
    get eventStatus(): never {
      throw new Error('trap');
    },
  };
  expect(() => listener(trap, true)).not.toThrow();
  stop();
  expect(removed.mock.calls).toEqual([[0]]);
});

test('neither importing nor a page without a manager does anything', () => {
  Reflect.deleteProperty(page, '__tcfapi');
  listen();
  loaded();
  expect(states).toEqual([]);
  expect('__tcfapi' in page).toBe(false);
});
