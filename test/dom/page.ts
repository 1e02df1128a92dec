import 'fake-indexeddb/auto';
import { afterEach, beforeEach, vi } from 'vitest';
import { start } from '../../src/index.js';
import type { Plan, StartOptions, Tailorbird } from '../../src/types.js';

const running: Tailorbird[] = [];

/** What was told on the console since the test began. */
export const told: string[] = [];

beforeEach(() => {
  told.length = 0;
  vi.spyOn(console, 'warn').mockImplementation((text: string) => void told.push(text));
  localStorage.clear();
  document.body.replaceChildren();
  history.replaceState(null, '', '/');
});

afterEach(async () => {
  for (const tailorbird of running.splice(0)) {
    tailorbird.stop();
    await tailorbird.forget();
  }
  vi.restoreAllMocks();
});

/** Puts markup on the page, as a parser would, and starts Tailorbird on it. */
export function open(markup: string, plan: Plan = {}, options: StartOptions = {}): Tailorbird {
  document.body.append(document.createRange().createContextualFragment(markup));
  const tailorbird = start(plan, options);
  running.push(tailorbird);
  return tailorbird;
}

/** Waits until a check holds: how long that takes on a busy machine says nothing. */
export const waitFor = <T>(check: () => T | Promise<T>): Promise<T> =>
  vi.waitFor(check, { timeout: 30_000, interval: 20 });

/** What a visitor can read. */
export function visible(): string {
  const read = (node: Node): string => {
    if (node instanceof Text) return node.data;
    if (node instanceof HTMLElement && (node.hidden || node.localName === 'template')) return '';
    return [...node.childNodes].map(read).join('');
  };
  return read(document.body).replace(/\s+/g, ' ').trim();
}
