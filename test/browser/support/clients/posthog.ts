/* PostHog's own client, as its npm page has it. Nothing but events is asked of it. */
import posthog from 'posthog-js';

posthog.init('phc_test', {
  api_host: `${location.origin}/stub/posthog`,
  // It calls itself a bot's otherwise: the browser is driven.
  opt_out_useragent_filter: true,
  advanced_disable_flags: true,
  disable_external_dependency_loading: true,
  disable_session_recording: true,
  disable_compression: true,
  request_batching: false,
  autocapture: false,
  capture_pageview: false,
  capture_pageleave: false,
  persistence: 'memory',
});
Object.assign(window, { posthog });
