import type { ExposureEvent, GoalTrackedEvent, SinkName } from '../types.js';
import { plainName, short } from './fit.js';

/** What the tools put on `window`, and their owners may have put there before they arrive. */
export interface Page {
  dataLayer?: unknown[];
  _paq?: unknown[];
  gtag?: (...call: unknown[]) => unknown;
  plausible?: (event: string, options: object) => unknown;
  posthog?: { capture?(event: string, properties: object): unknown };
  analytics?: { track?(event: string, properties: object): unknown };
  snowplow?: (command: string, event: object) => unknown;
}

/** One way of telling events. */
export interface Tool {
  /** Its function, once it or its queue is there. Left out where the queue is an array that anybody may make. */
  readonly here?: (page: Page) => unknown;
  exposure(page: Page, event: ExposureEvent): unknown;
  goal(page: Page, event: GoalTrackedEvent): unknown;
  /** That somebody looked at a variant: few tools have a use for it beside the exposure. */
  view?(page: Page, event: ExposureEvent): unknown;
}

/** With another version or epoch everybody is drawn again: to the tools that is another experiment. */
function experiment({ exp, ver }: ExposureEvent): string {
  return `${ver}` === '1' || ver === '' ? exp : `${exp}:${ver}`;
}

/** What is said of an exposure to tools that take properties. */
const ofExposure = (event: ExposureEvent): Record<string, string> => ({
  experiment: short(experiment(event)),
  variant: short(event.variant),
  arm: event.arm,
  block: short(event.block),
  segment: short(event.segment),
  applied: `${event.applied}`,
});

const ofGoal = ({ goal, segment, value: worth }: GoalTrackedEvent): Record<string, unknown> => ({
  goal: short(goal),
  segment: short(segment),
  ...(worth !== undefined && { value: worth }),
});

/** A goal is an event with a name of its own: one of the page's own, such as `signup`, is not counted twice. */
const goalName = ({ goal }: GoalTrackedEvent): string => plainName(`goal_${goal}`);

/** Google's form is TOOL-EXPERIENCE-VARIANT. */
const variantString = (event: ExposureEvent): string =>
  short(`tailorbird-${experiment(event)}-${event.variant}`);

const impression = 'experience_impression';
const viewed = 'Experiment Viewed';

/** The layer's variables live on from one entry to the next, so everything of ours is below one key. */
const layer = (page: Page, entry: unknown): void => void (page.dataLayer ??= []).push(entry);

const inLayer = (event: string) => (page: Page, exposure: ExposureEvent) =>
  layer(page, {
    event,
    exp_variant_string: variantString(exposure),
    tailorbird: ofExposure(exposure),
  });

/** Google's tag tells a command from an entry of the layer by its being an `arguments` object. */
const gtag: Page['gtag'] = function (this: Page): void {
  // eslint-disable-next-line prefer-rest-params
  layer(this, arguments);
};

const command = (page: Page, event: string, parameters: object): unknown =>
  (typeof page.gtag === 'function' ? page.gtag : gtag).call(page, 'event', event, parameters);

/** Each tool's call, as its documentation has it. A new tool is a new row. */
export const tools: Readonly<Record<SinkName, Tool>> = {
  /**
   * @see https://developers.google.com/analytics/devguides/collection/ga4/integration
   * @see https://developers.google.com/tag-platform/tag-manager/datalayer
   */
  dataLayer: {
    exposure: inLayer(impression),
    view: inLayer('experience_view'),
    goal: (page, event) => layer(page, { event: goalName(event), tailorbird: ofGoal(event) }),
  },

  /**
   * @see https://developers.google.com/analytics/devguides/collection/ga4/integration
   * @see https://support.google.com/analytics/answer/9267744 for the limits
   */
  gtag: {
    exposure: (page, event) =>
      command(page, impression, { exp_variant_string: variantString(event), ...ofExposure(event) }),
    goal: (page, event) => command(page, goalName(event), ofGoal(event)),
  },

  /**
   * Not interactive: who is merely shown something may still bounce. Revenue is not told: it needs a currency.
   *
   * @see https://plausible.io/docs/custom-event-goals
   * @see https://plausible.io/docs/custom-props/for-custom-events
   */
  plausible: {
    here: (page) => page.plausible,
    exposure: (page, event) =>
      page.plausible?.(viewed, { props: ofExposure(event), interactive: false }),
    goal: (page, event) => {
      const { value: worth, ...props } = ofGoal(event);
      return page.plausible?.(goalName(event), {
        props: { ...props, ...(worth !== undefined && { value: `${worth as number}` }) },
      });
    },
  },

  /**
   * A flag's key has letters, digits, `-` and `_`; the arm to compare with must be named `control`.
   *
   * @see https://posthog.com/docs/experiments/exposures
   * @see https://posthog.com/docs/experiments/running-experiments-without-feature-flags
   */
  posthog: {
    here: (page) => page.posthog?.capture,
    exposure(page, event) {
      const flag = plainName(experiment(event));
      const response = event.arm === 'treatment' ? short(event.variant) : 'control';
      return page.posthog?.capture?.('$feature_flag_called', {
        $feature_flag: flag,
        $feature_flag_response: response,
        [`$feature/${flag}`]: response,
        ...ofExposure(event),
      });
    },
    goal: (page, event) => page.posthog?.capture?.(goalName(event), ofGoal(event)),
  },

  /**
   * @see https://www.twilio.com/docs/segment/connections/spec/ab-testing
   * @see https://www.twilio.com/docs/segment/connections/sources/catalog/libraries/website/javascript
   */
  segment: {
    here: (page) => page.analytics?.track,
    exposure(page, event) {
      const { experiment: id = '', variant = '', ...rest } = ofExposure(event);
      return page.analytics?.track?.(viewed, {
        experiment_id: id,
        experiment_name: id,
        variation_id: variant,
        variation_name: variant,
        ...rest,
      });
    },
    goal: (page, event) => page.analytics?.track?.(goalName(event), ofGoal(event)),
  },

  /**
   * Events rather than `AbTesting::enter`: every Matomo has them, the other is a plugin that is sold, and counts only
   * experiments that have been set up in it by the same names.
   *
   * @see https://developer.matomo.org/guides/tracking-javascript-guide#manually-trigger-events
   */
  matomo: {
    exposure: (page, event) =>
      matomo(page, 'Experiment', short(experiment(event)), short(event.variant)),
    goal: (page, event) => matomo(page, 'Goal', goalName(event), short(event.segment), event.value),
  },

  /**
   * Structured events, though Snowplow prefers self-describing ones: those are rejected unless their schema is in the
   * owner's registry, these work in every pipeline.
   *
   * @see https://docs.snowplow.io/docs/events/custom-events/structured-events
   */
  snowplow: {
    here: (page) => page.snowplow,
    exposure: (page, event) =>
      structured(page, {
        action: 'experiment_viewed',
        label: short(experiment(event)),
        property: short(event.variant),
      }),
    goal: (page, event) =>
      structured(page, {
        action: goalName(event),
        label: short(event.goal),
        property: short(event.segment),
        ...(event.value !== undefined && { value: event.value }),
      }),
  },
};

function matomo(page: Page, ...event: unknown[]): void {
  (page._paq ??= []).push(['trackEvent', ...event.filter((part) => part !== undefined)]);
}

function structured(page: Page, event: object): unknown {
  return page.snowplow?.('trackStructEvent', { category: 'tailorbird', ...event });
}
