/* `?break=MutationObserver,matchMedia`: parts of the browser that throw as soon as they are used. */
(() => {
  const names = new URLSearchParams(location.search).get('break')?.split(',') ?? [];
  for (const name of names) {
    const broken = function (): never {
      throw new TypeError(`${name} is broken on this page`);
    };
    Object.defineProperty(window, name, { configurable: true, writable: true, value: broken });
  }
})();
