import { watchGoals } from './blocks/goals.js';
import type { ItemHost } from './blocks/item.js';
import { whenSeen } from './blocks/seen.js';
import { createTracker, type Tracker, type TrackerOptions } from './events/track.js';

/** What is measured on a page: where the arms of experiments part, whether that was seen, and which goals were reached. */
export interface Measure extends Pick<Tracker, 'goal' | 'deliver'> {
  /** Listens for goals from now on. */
  start(): void;
  readonly expose: ItemHost['expose'];
}

export interface MeasureOptions extends TrackerOptions {
  /** Goals are signals too. */
  onGoal(): void;
}

export function createMeasure(options: MeasureOptions): Measure {
  const tracker = createTracker(options);
  const { plan } = options;

  function goal(...reached: Parameters<Tracker['goal']>): void {
    tracker.goal(...reached);
    options.onGoal();
  }

  return {
    goal,
    deliver: tracker.deliver,
    start: () => watchGoals({ ...options, rules: () => plan().goals ?? [], reached: goal }),
    expose(element, block, choice, applied) {
      const exposure = { element, block, choice, applied };
      tracker.expose('exposure', exposure);
      if (plan().views && options.assignments(choice).length) {
        whenSeen(element, () => tracker.expose('view', exposure));
      }
    },
  };
}
