/** What a page that keeps changing pays for somebody who watches it. */
import { summarise } from '../support/statistics.mjs';
import { domMutator, makePage, tailorbird } from './pages.mjs';
import { serveFiles } from './serve.mjs';

const ELEMENTS = 1_000;

/** The least that watching a document for new elements can cost. */
const idleObserver =
  '<script>new MutationObserver(()=>{}).observe(document,{childList:true,subtree:true})</script>';

/** @param {{ chromium: object, runs: number }} options */
export async function measureChurn({ chromium, runs }) {
  const counts = [0, 1, 10, 50];
  const cases = [
    { name: 'no library', blocks: 0, head: '' },
    { name: 'an observer that does nothing', blocks: 0, head: idleObserver },
    ...counts.map((blocks) => ({ name: 'tailorbird', blocks, head: tailorbird })),
    ...(await Promise.all(
      counts.map(async (blocks) => ({
        name: 'dom-mutator',
        blocks,
        head: await domMutator(blocks),
      })),
    )),
  ];
  const times = await churnIn(chromium, churnPages(cases), runs);
  return cases.map(({ name, blocks }, index) => ({
    name,
    blocks,
    milliseconds: summarise(times[index]),
    ratio: summarise(times[index].map((time, run) => time / times[0][run])),
  }));
}

/** A page has as many blocks as its case, or 50 elements like them if the case knows no blocks. */
export function churnPages(cases) {
  return cases.map(({ name, blocks, head }) =>
    makePage({ elements: ELEMENTS, blocks: name === 'tailorbird' ? blocks : 50, head }),
  );
}

/**
 * @param {object} chromium
 * @param {readonly string[]} pages HTML; they take turns.
 * @param {number} runs
 * @returns {Promise<number[][]>} Milliseconds of processor time, a row for each page.
 */
export async function churnIn(chromium, pages, runs) {
  const server = await serveFiles(
    Object.fromEntries(pages.map((html, index) => [`/${index}`, html])),
  );
  const times = pages.map(() => []);
  try {
    for (let run = 0; run < runs; run++) {
      for (const index of pages.keys()) {
        const address = `${server.address}/${index}?utm_campaign=spring`;
        times[index].push(await chromium.work(address, churn));
      }
    }
  } finally {
    await server.close();
  }
  return times;
}

/**
 * In the page: 300 batches. In each a list of 20 items with 4 elements each is rendered anew, an item is appended and one
 * removed, words and a class change. Observers run after each.
 */
async function churn() {
  const list = document.createElement('ul');
  const counter = document.createElement('p');
  document.querySelector('main').append(list, counter);
  const create = (name, text) => {
    const element = document.createElement(name);
    element.textContent = text;
    return element;
  };
  const createItem = (text) => {
    const item = document.createElement('li');
    item.append(create('a', text), create('span', 'Some words'), create('time', '12:00'));
    return item;
  };
  for (let batch = 0; batch < 300; batch++) {
    const items = Array.from({ length: 20 }, (_, index) => createItem(`Item ${batch}.${index}`));
    list.replaceChildren(...items);
    list.append(createItem('One more'));
    counter.textContent = `Batch ${batch}`;
    items[0].className = 'first';
    items[1].remove();
    await null;
  }
}
