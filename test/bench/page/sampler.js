/*
 * Writes down, for every frame, what a person could read in each region: the default, the variant, nothing, or both. A
 * sample is taken as late in the frame as a page can, in a ResizeObserver's callback (HTML standard, "update the
 * rendering"), so that it describes what the frame will paint.
 */
(() => {
  const frames = [];
  const shifts = [];
  const ids = ['hero', 'testimonials', 'call-to-action'];

  const readable = (element) =>
    element.checkVisibility({ checkOpacity: true, checkVisibilityCSS: true }) &&
    [...element.getClientRects()].some(({ width, height }) => width > 0 && height > 0);

  function look(id) {
    const region = document.getElementById(id);
    // Not parsed yet, or not to its end: the last marked words of a region are those that a person may miss.
    if (!region || (document.readyState === 'loading' && !follows(region))) return 'absent';
    const seen = new Set(
      [...region.querySelectorAll('[data-watch]')].filter(readable).map((one) => one.dataset.watch),
    );
    return seen.size > 1 ? 'both' : ([...seen][0] ?? 'hidden');
  }

  function follows(node) {
    for (let one = node; one; one = one.parentNode) if (one.nextSibling) return true;
    return false;
  }

  const endOfFrame = new ResizeObserver(() => {
    endOfFrame.disconnect();
    frames.push({ at: performance.now(), looks: ids.map(look) });
  });
  (function frame() {
    if (document.documentElement) endOfFrame.observe(document.documentElement);
    requestAnimationFrame(frame);
  })();

  if (PerformanceObserver.supportedEntryTypes.includes('layout-shift'))
    new PerformanceObserver((list) => {
      for (const { value } of list.getEntries()) shifts.push(value);
    }).observe({ type: 'layout-shift', buffered: true });

  window.readFrames = () => ({ frames, shift: shifts.reduce((sum, value) => sum + value, 0) });
})();
