/** Makes a visitor with the module's public functions, then goes on to the page. */
/* global document, location */
import { start } from 'tailorbird';

const DAY = 24 * 60 * 60 * 1000;
const link = document.querySelector('a');

await forget();
if (link.dataset.visitedBefore !== undefined) await visitYesterday();
location.replace(link.href);

/** Deletes what is stored; without consent this page view leaves nothing behind itself. */
async function forget() {
  const tailorbird = start({ privacy: { consent: 'denied' } });
  await tailorbird.forget();
  tailorbird.stop();
}

/** A visit of yesterday, told by a clock that is a day late. */
async function visitYesterday() {
  const tailorbird = start({ automation: 'record' }, { now: () => Date.now() - DAY });
  while (!(await tailorbird.export())) await new Promise((resolve) => setTimeout(resolve, 10));
  tailorbird.stop();
}
