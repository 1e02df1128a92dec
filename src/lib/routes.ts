type HistoryMethod = 'pushState' | 'replaceState';

/**
 * Tells when a single-page app moves to another route: path or query changed, or a hash that is a path.
 * The Navigation API where there is one, else `popstate` and the two history methods, put back on abort.
 * https://html.spec.whatwg.org/#navigation-api
 */
export function onRouteChange(run: () => void, signal: AbortSignal): void {
  let route = currentRoute();
  const check = (): void => {
    if (route === (route = currentRoute()) || signal.aborted) return;
    run();
  };
  const { navigation } = window as { navigation?: EventTarget };
  // Where there is no such thing, an element with that id answers.
  if (navigation && !(navigation instanceof Node)) {
    navigation.addEventListener('currententrychange', check, { signal });
    return;
  }
  addEventListener('popstate', check, { signal });
  addEventListener('hashchange', check, { signal });
  for (const method of ['pushState', 'replaceState'] as const) wrap(method, check, signal);
}

function wrap(name: HistoryMethod, after: () => void, signal: AbortSignal): void {
  const original = history[name];
  const wrapped: History[HistoryMethod] = function (this: History, ...args) {
    original.apply(this, args);
    after();
  };
  history[name] = wrapped;
  // Somebody may have wrapped ours since; theirs must stay, and ours then does nothing.
  signal.addEventListener('abort', () => {
    if (history[name] === wrapped) history[name] = original;
  });
}

function currentRoute(): string {
  const { pathname, search, hash } = location;
  return pathname + search + (/^#!?\//.test(hash) ? hash : '');
}
