import type { AddressInfo } from 'node:net';
import { expect } from 'vitest';
import { createDemoServer } from '../../../demo/server.mjs';
import type { Tab } from '../support/engine.js';
import type { PublicApi } from '../support/page/api.js';
import type { Scenarios } from '../support/stage.js';
import { waitFor } from '../support/wait.js';

declare const tailorbird: PublicApi;

/** What each visitor of the demo is shown: hero, testimonials, call to action. */
const visitors: Readonly<Record<string, readonly [string, string, string]>> = {
  new: ['default', 'default', 'default'],
  returning: ['returning', 'default', 'returning'],
  spring: ['campaign:spring', 'social', 'default'],
  agency: ['campaign:agency', 'search', 'default'],
  assistant: ['default', 'ai', 'default'],
  germany: ['country:DE', 'default', 'german'],
  named: ['default', 'default', 'named'],
};

/** Follows a link of the strip and tells what the page shows in the end. */
async function become(tab: Tab, origin: string, id: string): Promise<readonly unknown[]> {
  await tab.goto(`${origin}/become/${id}?automation=record`);
  await waitFor(`the page of the ${id} visitor`, () =>
    tab.evaluate(() => !location.pathname.startsWith('/become') && 'tailorbird' in window),
  );
  return shown(tab);
}

function shown(tab: Tab): Promise<readonly unknown[]> {
  return tab.evaluate(async () => {
    await tailorbird.settled;
    return ['hero', 'testimonials', 'call-to-action'].map((block) =>
      document.querySelector(`[data-tb-block=${block}]`)?.getAttribute('data-tb-shown'),
    );
  });
}

export const demo: Scenarios = {
  'each link of the strip makes its visitor, before and after a reload': async (stage) => {
    const server = createDemoServer();
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    try {
      const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
      const tab = await stage.openTab();
      for (const [id, expected] of Object.entries(visitors)) {
        expect(await become(tab, origin, id), id).toEqual(expected);
        await tab.reload();
        expect(await shown(tab), `${id}, reloaded`).toEqual(expected);
        expect(await tab.evaluate(() => tailorbird.explain().problems), id).toEqual([]);
      }
    } finally {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    }
  },
};
