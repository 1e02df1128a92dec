/*
 * `?pace=100`: pauses of ten seconds and more pass a hundred times as fast. The half minute that a request is given is no
 * pause, and stays, lest a busy machine turn answers into none; `?patience=200` makes it 200 milliseconds.
 */
(() => {
  const pace = Number(new URLSearchParams(location.search).get('pace') ?? 1);
  const patience = Number(new URLSearchParams(location.search).get('patience') ?? 30_000);
  if (pace === 1) return;
  const { setTimeout: later } = window;
  window.setTimeout = ((run: TimerHandler, delay = 0, ...rest: unknown[]) =>
    later(run, hurried(delay), ...rest)) as typeof setTimeout;

  function hurried(delay: number): number {
    if (delay === 30_000) return patience;
    return delay < 10_000 ? delay : delay / pace;
  }
})();
