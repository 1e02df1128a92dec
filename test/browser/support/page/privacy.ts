/* `?privacy=gpc` or `dnt`: what the visitor has set in the browser. https://w3c.github.io/gpc/ */
(() => {
  const setting = new URLSearchParams(location.search).get('privacy');
  const define = (name: string, value: unknown): void =>
    void Object.defineProperty(navigator, name, { configurable: true, get: () => value });
  if (setting === 'gpc') define('globalPrivacyControl', true);
  if (setting === 'dnt') define('doNotTrack', '1');
})();
