/* `?pace=100`: pauses of ten seconds and more pass a hundred times as fast. */
(() => {
  const pace = Number(new URLSearchParams(location.search).get('pace') ?? 1);
  if (pace === 1) return;
  const { setTimeout: later } = window;
  window.setTimeout = ((run: TimerHandler, delay = 0, ...rest: unknown[]) =>
    later(run, delay < 10_000 ? delay : delay / pace, ...rest)) as typeof setTimeout;
})();
