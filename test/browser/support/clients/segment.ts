/* Segment's own client. Its settings, which name the address for events, come along instead of from its servers. */
import { AnalyticsBrowser } from '@segment/analytics-next';

const analytics = AnalyticsBrowser.load({
  writeKey: 'test',
  cdnURL: location.origin,
  cdnSettings: {
    integrations: {
      'Segment.io': { apiKey: 'test', apiHost: `${location.host}/stub/segment`, protocol: 'http' },
    },
  },
});
Object.assign(window, { analytics });
