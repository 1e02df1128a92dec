import type { View } from './view.js';

/** Everything that the page's origin has stored. */
export const stored = (view: View): Promise<unknown> =>
  view.evaluate(async () => ({
    keys: Object.keys(localStorage),
    session: Object.keys(sessionStorage),
    databases: (await indexedDB.databases()).map(({ name }) => name),
    cookies: document.cookie,
  }));

export const nothing = { keys: [], session: [], databases: [], cookies: '' };
