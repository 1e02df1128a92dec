import { afterEach, describe, expect, test } from 'vitest';
import { connect } from '../../../src/sinks.js';
import type { SinkName, TrackedEvent } from '../../../src/types.js';
import { exposure, goal, story } from '../../support/events.js';
import { fakeHost, type FakeHost } from './fake-host.js';

type Globals = Record<string, unknown>;
const page = window as unknown as Globals;
const globals = ['dataLayer', '_paq', 'gtag', 'plausible', 'posthog', 'analytics', 'snowplow'];
const hosts: FakeHost[] = [];

afterEach(() => {
  for (const host of hosts.splice(0)) host.stop();
  for (const name of globals) delete page[name];
  Reflect.deleteProperty(document, 'readyState');
});

function told(...to: SinkName[]): { host: FakeHost; tell: (event: TrackedEvent) => void } {
  const host = fakeHost(...to);
  hosts.push(host);
  return { host, tell: connect(host) };
}

/** Each tool as a page has it, and what it was called with. */
function install(name: SinkName): unknown[][] {
  const calls: unknown[][] = [];
  const note = (...call: unknown[]): void => void calls.push(call);
  const method = (key: string) => ({ [key]: (...call: unknown[]) => note(key, ...call) });
  const there: Record<SinkName, Globals> = {
    dataLayer: { dataLayer: { push: note } },
    gtag: { gtag: note },
    plausible: { plausible: note },
    posthog: { posthog: method('capture') },
    segment: { analytics: method('track') },
    matomo: { _paq: { push: note } },
    snowplow: { snowplow: note },
  };
  Object.assign(page, there[name]);
  return calls;
}

const names: SinkName[] = [
  'dataLayer',
  'gtag',
  'plausible',
  'posthog',
  'segment',
  'matomo',
  'snowplow',
];

describe('tools on the page', () => {
  test.each(names)('%s is told an exposure and a goal once each, and no other is', (name) => {
    const calls = install(name);
    const { tell, host } = told(name);
    tell(exposure);
    expect(calls).toHaveLength(1);
    tell(goal);
    expect(calls).toHaveLength(2);
    expect(JSON.stringify(calls[1])).toContain('goal_sign_up');
    expect(host.problems).toEqual([]);
    expect(globals.filter((key) => key in page)).toHaveLength(1);
  });

  test.each(names)('%s gets no more than it takes, whatever stands in the markup', (name) => {
    const calls = install(name);
    const { tell } = told(name);
    Object.values(story).forEach(tell);
    const long: string[] = [];
    JSON.stringify(calls, (_key, value: unknown) => {
      if (typeof value === 'string' && value.length > 100) long.push(value);
      return value;
    });
    expect(long).toEqual([]);
    expect(() => encodeURIComponent(JSON.stringify(calls))).not.toThrow();
  });

  test('only the data layer is told that a variant was looked at', () => {
    const calls = names.map(install);
    const { tell } = told(...names);
    tell({ ...exposure, type: 'view' });
    expect(calls.map((one) => one.length)).toEqual([1, 0, 0, 0, 0, 0, 0]);
    expect(calls[0]![0]).toMatchObject([{ event: 'experience_view' }]);
  });

  test('gtag’s command goes to the data layer as arguments where the function is missing', () => {
    const { tell } = told('gtag');
    tell(goal);
    const [entry] = page['dataLayer'] as [ArrayLike<unknown>];
    expect(Object.prototype.toString.call(entry)).toBe('[object Arguments]');
    expect(Array.from(entry)).toEqual([
      'event',
      'goal_sign_up',
      { goal: 'sign-up', segment: 'enterprise', value: 49.5 },
    ]);
  });

  test('PostHog and others compare with what they call control', () => {
    const calls = install('posthog');
    const { tell } = told('posthog');
    for (const arm of ['treatment', 'control', 'holdout'] as const) tell({ ...exposure, arm });
    expect(
      calls.map(([, , properties]) => (properties as Globals)['$feature_flag_response']),
    ).toEqual(['short', 'control', 'control']);
  });

  test('one that throws, or rejects, is reported once and starves nobody', async () => {
    Object.assign(page, {
      plausible: () => {
        throw new Error('broken');
      },
      analytics: { track: () => Promise.reject(new Error('broken too')) },
    });
    const calls = install('snowplow');
    const { tell, host } = told('plausible', 'segment', 'snowplow');
    tell(exposure);
    tell(goal);
    await Promise.resolve();
    await Promise.resolve();
    expect(calls).toHaveLength(2);
    expect(host.problems).toEqual([
      'sink | plausible | It threw: Error: broken',
      'sink | segment | It threw: Error: broken too',
    ]);
  });

  test('an element that happens to bear the name is no tool', () => {
    Object.assign(page, { plausible: document.body, analytics: document.body });
    const { tell, host } = told('plausible', 'segment');
    tell(exposure);
    expect(host.problems.map((text) => text.split(' | ')[1])).toEqual(['plausible', 'segment']);
  });
});

describe('a tool whose script has not come', () => {
  function whileLoading(): void {
    Object.defineProperty(document, 'readyState', { configurable: true, value: 'loading' });
  }

  test('is told when it is there', () => {
    whileLoading();
    const { tell, host } = told('plausible');
    tell(exposure);
    tell(goal);
    const calls = install('plausible');
    document.dispatchEvent(new Event('DOMContentLoaded'));
    expect(calls.map(([event]) => event)).toEqual(['Experiment Viewed', 'goal_sign_up']);
    dispatchEvent(new Event('load'));
    expect(calls).toHaveLength(2);
    expect(host.problems).toEqual([]);
  });

  test('is reported once when the page has loaded without it, and still told if it comes', () => {
    whileLoading();
    const { tell, host } = told('segment', 'posthog');
    tell(exposure);
    expect(host.problems).toEqual([]);
    Reflect.deleteProperty(document, 'readyState');
    dispatchEvent(new Event('load'));
    tell(goal);
    expect(host.problems.map((text) => text.split(' | ').slice(0, 2).join())).toEqual([
      'sink,posthog',
      'sink,segment',
    ]);
    const calls = install('segment');
    document.dispatchEvent(new Event('visibilitychange'));
    expect(calls.map(([, event]) => event)).toEqual(['Experiment Viewed', 'goal_sign_up']);
  });

  test('keeps the last hundred events, no more', () => {
    const { tell } = told('segment');
    for (let at = 0; at < 300; at++) tell({ ...goal, goal: `g${at}` });
    const calls = install('segment');
    document.dispatchEvent(new Event('visibilitychange'));
    expect(calls).toHaveLength(100);
    expect(calls[0]![1]).toBe('goal_g200');
  });

  test('is not told after the stop', () => {
    const { tell, host } = told('segment');
    tell(exposure);
    host.stop();
    const calls = install('segment');
    dispatchEvent(new Event('load'));
    tell(goal);
    expect(calls).toEqual([]);
  });
});
