/* `?languages=de-AT,en`: the languages the visitor has set in the browser. */
(() => {
  const languages = new URLSearchParams(location.search).get('languages')?.split(',');
  if (!languages) return;
  Object.defineProperty(navigator, 'languages', { get: () => languages });
  Object.defineProperty(navigator, 'language', { get: () => languages[0] });
})();
