/**
 * Reads a Chromium trace: how long the page's main thread was busy, and with what. Times are the thread's own processor
 * time where the trace has it (`tdur`), so that other programs do not count.
 */

/** As few as are needed: each function that is compiled would be an event of its own, and cost more than it tells. */
export const categories = ['devtools.timeline', 'blink.user_timing', 'toplevel'];

/** Work of scripts: compiling, running, and clearing up after them. */
const scripting = new Set([
  'EvaluateScript',
  'v8.compile',
  'v8.run',
  'FunctionCall',
  'RunMicrotasks',
  'TimerFire',
  'EventDispatch',
  'FireAnimationFrame',
  'FireIdleCallback',
  'MinorGC',
  'MajorGC',
]);

/**
 * @param {readonly object[]} events
 * @param {string} address The page's.
 * @returns Milliseconds of the main thread since the navigation: all of its tasks, and scripts.
 */
export function readTrace(events, address) {
  const start = events.find(
    ({ name, args }) => name === 'navigationStart' && args.data?.documentLoaderURL === address,
  );
  if (!start) throw new Error(`The trace has no navigation to ${address}`);
  const own = events.filter(
    ({ pid, tid, ts, ph }) =>
      pid === start.pid && tid === start.tid && ts >= start.ts && ph === 'X',
  );
  return {
    mainThread: sum(outermost(own.filter(({ name }) => name.endsWith('RunTask')))),
    scripting: sum(outermost(own.filter(({ name }) => scripting.has(name)))),
  };
}

/** Events that lie in no other of the list: what lies within is part of their time already. */
function outermost(events) {
  let end = -Infinity;
  return [...events]
    .sort((a, b) => a.ts - b.ts || (b.dur ?? 0) - (a.dur ?? 0))
    .filter(({ ts, dur = 0 }) => {
      if (ts + dur <= end) return false;
      end = ts + dur;
      return true;
    });
}

function sum(events) {
  return events.reduce((total, { tdur, dur = 0 }) => total + (tdur ?? dur), 0) / 1000;
}
