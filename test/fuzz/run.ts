import { bundleFile } from '../browser/support/bundle.js';
import type { Engine } from '../browser/support/engine.js';
import type { FuzzPage, FuzzReport } from './page.js';
import { FuzzServer } from './server.js';

/** Frames side by side; a page waits more than it works. */
const LANES = 8;

/** More than a lane takes to give a page up. */
const PATIENCE = 30_000;

/** A browser with lanes that visit pages. */
export interface Fuzzer {
  /** Scripts to be tried, by name: changed copies of the built one, which is `tailorbird`. */
  readonly scripts: Map<string, string>;
  /** Visits a page with one of the scripts. */
  visit(page: FuzzPage, script?: string): Promise<FuzzReport>;
  /** How many pages had to be opened again, alone, as the browser had not answered in time. */
  lost(): number;
  close(): Promise<void>;
}

export interface FuzzerOptions {
  readonly lanes?: number;
  /** The browser has not answered in time: the page will be opened again. */
  onLost?(page: FuzzPage): void;
}

const inPage = new URL('in-page/', import.meta.url);

export async function openFuzzer(
  launch: () => Promise<Engine>,
  options: FuzzerOptions = {},
): Promise<Fuzzer> {
  const { lanes = LANES } = options;
  const files = {
    lane: await bundleFile(new URL('lane.ts', inPage)),
    probe: await bundleFile(new URL('probe.ts', inPage)),
  };
  const server = await FuzzServer.open(files, lanes);
  let engine: Engine;
  await openLanes();
  let lost = 0;
  let turn: Promise<unknown> = Promise.resolve();

  async function openLanes(): Promise<void> {
    engine = await launch();
    const tab = await engine.newTab();
    await tab.goto(server.overview);
  }

  async function answer(page: FuzzPage, script?: string): Promise<FuzzReport | undefined> {
    const visit = server.visit(page, script);
    const report = await Promise.race([visit.report, after(PATIENCE)]);
    visit.giveUp();
    return report?.isLost ? undefined : report;
  }

  /** One at a time, in a new browser: what a page does then is its own fault, not the machine's. */
  function again(page: FuzzPage, script?: string): Promise<FuzzReport> {
    lost++;
    options.onLost?.(page);
    const alone = turn.then(async (): Promise<FuzzReport> => {
      // A page in an endless loop holds up every other page of its host.
      await engine.close();
      server.requeue();
      await openLanes();
      return (
        (await answer(page, script)) ?? { faults: ['the page never comes to an end'], counts: {} }
      );
    });
    turn = alone.catch(() => undefined);
    return alone;
  }

  return {
    scripts: server.scripts,
    lost: () => lost,
    visit: async (page, script) => (await answer(page, script)) ?? again(page, script),
    async close() {
      await engine.close();
      await server.close();
    },
  };
}

function after(milliseconds: number): Promise<undefined> {
  return new Promise((resolve) => {
    setTimeout(() => resolve(undefined), milliseconds).unref();
  });
}
