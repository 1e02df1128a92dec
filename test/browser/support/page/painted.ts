import type {} from './report.js';

/*
 * Tells the server each time two more frames have passed, so that it can hold the next chunk back until what
 * it sent before was really painted. Frames stop while nothing is to be painted; then so do the messages.
 */
(() => {
  const gate = window.__gate;
  if (!gate) return;
  const { fetch } = window;
  const twoFrames = (): Promise<unknown> =>
    new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve)));
  async function report(): Promise<void> {
    let wanted = true;
    while (wanted) {
      await twoFrames();
      wanted = (await fetch(`/gate/${gate}/painted`)).ok;
    }
  }
  void report().catch(() => {}); // The page was left: nobody waits any more.
})();
