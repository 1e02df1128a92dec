/* `?clock=+40m`, `-3h` (minutes, hours, days, years): the page's calendar runs ahead or behind: "a visit later". */
(() => {
  const units: Record<string, number> = {
    m: 60_000,
    h: 3_600_000,
    d: 86_400_000,
    y: 365 * 86_400_000,
  };
  const [, amount, unit] = /[?&]clock=([+-]\d+)([mhdy])/.exec(location.search) ?? [];
  if (!amount || !unit) return;
  const ahead = Number(amount) * (units[unit] ?? 0);
  const now = Date.now.bind(Date);
  Date.now = () => now() + ahead;
  window.Date = new Proxy(Date, {
    construct: (target, args: unknown[], newTarget) =>
      Reflect.construct(target, args.length ? args : [Date.now()], newTarget) as object,
  });
})();
