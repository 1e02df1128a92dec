/** What the script adds to the work of parsing a page, by the number of its elements and of its blocks. */
import { summarise } from '../support/statistics.mjs';
import { makePage, tailorbird } from './pages.mjs';
import { serveFiles } from './serve.mjs';

/** @param {{ chromium: object, runs: number, quick: boolean }} options */
export async function measureParse({ chromium, runs, quick }) {
  const pages = (quick ? [10_000] : [10_000, 100_000]).flatMap((elements) =>
    [1, 10, 100, 1_000].map((blocks) => ({ elements, blocks })),
  );
  const rows = [];
  for (const { elements, blocks } of pages) {
    const server = await serveFiles({
      '/without': makePage({ elements, blocks }),
      '/with': makePage({ elements, blocks, head: tailorbird }),
    });
    const without = [];
    const withScript = [];
    try {
      for (let run = 0; run < runs; run++) {
        without.push(await chromium.work(`${server.address}/without?utm_campaign=spring`));
        withScript.push(await chromium.work(`${server.address}/with?utm_campaign=spring`));
      }
    } finally {
      await server.close();
    }
    rows.push({
      elements,
      blocks,
      without: summarise(without),
      with: summarise(withScript),
      ratio: summarise(withScript.map((time, run) => time / without[run])),
    });
    console.log(`Parsing ${elements} elements, ${blocks} blocks`);
  }
  return rows;
}
