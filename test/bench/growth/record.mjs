/** What a visitor's record comes to over many visits: its size, and the time to read and to commit it. */
import { summarise } from '../support/statistics.mjs';
import { modules } from './pages.mjs';
import { serveFiles } from './serve.mjs';

const GROUP = 100;

/** @param {{ chromium: object, quick: boolean }} options */
export async function measureRecord({ chromium, quick }) {
  const count = quick ? 300 : 1_000;
  const html = `<!doctype html><meta charset="utf-8"><title>Visits</title><link rel="icon" href="data:,">
<script type="importmap">{"imports":{"idb-keyval":"/idb-keyval.js"}}</script><body>`;
  const server = await serveFiles({ '/': html, ...modules });
  try {
    const visits = await chromium.run(`${server.address}/`, visitAgain, count);
    const groups = Array.from({ length: count / GROUP }, (_, index) =>
      visits.slice(index * GROUP, (index + 1) * GROUP),
    );
    return groups.map((group, index) => ({
      visits: (index + 1) * GROUP,
      record: group.at(-1).record,
      snapshot: group.at(-1).snapshot,
      start: summarise(group.map(({ start }) => start)),
      commit: summarise(group.map(({ commit }) => commit)),
    }));
  } finally {
    await server.close();
  }
}

/** In the page: visits a day apart, each by another campaign to another page, with an interest, an answer and a goal. */
async function visitAgain(count) {
  const { start } = await import('/index.js');
  const visits = [];
  const copy = () => localStorage.getItem('tailorbird');
  const nextTask = () => new Promise((resolve) => setTimeout(resolve));
  for (let visit = 0; visit < count; visit++) {
    const now = () => Date.UTC(2026, 0, 1) + visit * 86_400_000;
    history.replaceState(
      null,
      '',
      `/page-${visit}?utm_source=s${visit % 30}&utm_campaign=c${visit}`,
    );
    document.body.setAttribute('data-tb-topic', `topic-${visit % 60}`);
    const previous = copy();
    const before = performance.now();
    const tailorbird = start({ segments: [] }, { now });
    const started = performance.now();
    tailorbird.set({ answer: `answer ${visit}` });
    tailorbird.goal(`goal-${visit % 10}`, { value: 1 });
    // Every commit leaves a copy.
    while (copy() === previous) await nextTask();
    const committed = performance.now();
    const record = await tailorbird.export();
    tailorbird.stop();
    visits.push({
      start: started - before,
      commit: committed - started,
      record: JSON.stringify(record).length,
      snapshot: copy().length,
    });
  }
  return visits;
}
