/* Snowplow's own client from npm; its tag puts the same commands behind one function. */
import { newTracker, trackStructEvent } from '@snowplow/browser-tracker';

newTracker('sp', location.origin, {
  appId: 'test',
  eventMethod: 'post',
  postPath: '/stub/snowplow',
  bufferSize: 1,
  stateStorageStrategy: 'none',
});
const commands = { trackStructEvent };
Object.assign(window, {
  snowplow: (name: keyof typeof commands, event: Parameters<typeof trackStructEvent>[0]) =>
    commands[name](event),
});
