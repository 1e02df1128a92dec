/* Plausible's own client; it puts itself on the window. */
import { init } from '@plausible-analytics/tracker';

init({
  domain: 'shop.example',
  endpoint: `${location.origin}/stub/plausible`,
  captureOnLocalhost: true,
  autoCapturePageviews: false,
  logging: false,
});
// It takes a driven browser for a bot otherwise.
Object.assign(window, { __plausible: true });
