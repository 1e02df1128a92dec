/*
 * `?stopwatch`: how long the callbacks of mutation observers take that are made after this script, call by call, and
 * what they had to look at. On a page whose own scripts observe nothing, that is all that Tailorbird does there.
 */
(() => {
  if (!new URLSearchParams(location.search).has('stopwatch')) return;
  const calls: { ms: number; records: number }[] = [];
  window.__calls = calls;
  const { MutationObserver: Original } = window;
  window.MutationObserver = class extends Original {
    constructor(callback: MutationCallback) {
      super((records, observer) => {
        const from = performance.now();
        callback(records, observer);
        calls.push({ ms: performance.now() - from, records: records.length });
      });
    }
  };
})();
