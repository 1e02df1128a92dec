import { afterEach, expect, test } from 'vitest';
import { ASKED, isAsked } from '../../src/lib/asked.js';

afterEach(() => {
  history.replaceState(null, '', '/');
  sessionStorage.clear();
});

test.each([
  ['?tb-inspect', true],
  ['?a=b&tb-as=returning', true],
  ['?tb-show=hero:b', true],
  ['?tb-visitor=xyz', true],
  ['', false],
  ['?tb-assets=1', false],
  ['?tb-shown', false],
  ['?next=tb-inspect', false],
])('the address %j asks for the inspector: %s', (query, asked) => {
  history.replaceState(null, '', `/${query}`);
  expect(isAsked()).toBe(asked);
});

test('an earlier page of the tab has asked', () => {
  sessionStorage.setItem(ASKED, '?tb-as=returning');
  expect(isAsked()).toBe(true);
});
