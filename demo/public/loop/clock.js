/** Moves this page's clock to the time of the visit (`?at=`, milliseconds since 1970). It goes on from there. */
/* global window, location */

(() => {
  const RealDate = Date;
  const at = Number(new URL(location.href).searchParams.get('at'));
  if (!at) return;
  const offset = at - RealDate.now();
  window.Date = class extends RealDate {
    constructor(...given) {
      if (given.length) super(...given);
      else super(RealDate.now() + offset);
    }

    static now() {
      return RealDate.now() + offset;
    }
  };
})();
