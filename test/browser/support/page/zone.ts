/* `?zone=Africa/Gaborone`: the time zone the visitor's system is set to. */
(() => {
  const zone = new URLSearchParams(location.search).get('zone');
  if (!zone) return;
  const { Temporal } = window as { Temporal?: { Now: { timeZoneId: () => string } } };
  if (Temporal) Temporal.Now.timeZoneId = () => zone;
  const { resolvedOptions } = Intl.DateTimeFormat.prototype;
  Intl.DateTimeFormat.prototype.resolvedOptions = function () {
    return { ...resolvedOptions.call(this), timeZone: zone };
  };
})();
