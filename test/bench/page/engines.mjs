/**
 * What Firefox and WebKit can tell: every frame and, by the page's own clock, when they first painted. They have no trace
 * and no processor that could be slowed down.
 */
import { runnerImport } from 'vite';
import { summarise } from '../support/statistics.mjs';
import { campaign } from './copy.mjs';
import { readFrames } from './frames.mjs';
import { serve } from './serve.mjs';
import { whenStored } from './stored.mjs';

/** A page is watched for so many frames after it has loaded, about 800 ms: later than any answer that was asked for. */
const WATCHED = 48;

/**
 * The browsers of the tests, which are TypeScript.
 *
 * @returns {Promise<Record<'chromium' | 'firefox' | 'webkit', { name: string, launch?: () => Promise<object>, missing?: string }>>}
 */
export async function browsers() {
  const file = new URL('../../browser/support/candidates.ts', import.meta.url).pathname;
  const { module } = await runnerImport(file, { configFile: false, logLevel: 'warn' });
  return module.candidates;
}

/**
 * Each subject is visited in turn, as often as was asked for, by a visitor who has been there a day before.
 *
 * @param {{ name: string, launch: () => Promise<object> }} candidate
 * @param {readonly import('./subjects.mjs').PageSubject[]} subjects
 * @param {number} runs
 */
export async function watchIn(candidate, subjects, runs) {
  const browser = await candidate.launch();
  const entries = [];
  try {
    for (const subject of subjects) {
      const server = await serve(subject);
      entries.push({ subject, server, views: [] });
      await view(browser, `${server.address}?yesterday&frames`, subject.remembers);
    }
    for (let run = 0; run < runs; run++)
      for (const { server, views } of entries)
        views.push(await view(browser, `${server.address}?${campaign}&frames`));
  } finally {
    for (const { server } of entries) await server.close();
    await browser.close();
  }
  const [{ views: floor }] = entries;
  return entries.map(({ subject: { name }, views }) => {
    const of = (read) => summarise(views.map(read));
    return {
      name,
      views: views.length,
      failed: views.filter(({ shown }) => !shown).length,
      defaultShown: of(({ defaultShown }) => defaultShown),
      hidden: of(({ hidden }) => hidden),
      firstPaint: of(({ firstPaint }) => firstPaint),
      firstPaintRatio: of(({ firstPaint }, run) => firstPaint / floor[run].firstPaint),
    };
  });
}

async function view(browser, address, remembers) {
  const tab = await browser.newTab();
  try {
    await tab.goto(address);
    const seen = await tab.evaluate(
      (count) =>
        new Promise((resolve) => {
          const look = () =>
            count-- > 0 ? requestAnimationFrame(look) : resolve(globalThis.readFrames());
          look();
        }),
      WATCHED,
    );
    if (remembers) await tab.evaluate(whenStored, remembers);
    // Not every engine has the timing of paints; the first frame of the page is there in all of them.
    return { ...readFrames(seen), firstPaint: seen.frames[0]?.at };
  } finally {
    await tab.close();
  }
}
