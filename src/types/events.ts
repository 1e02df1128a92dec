/** Events and those who are told of them. */

/** In which part of an experiment a visitor is. */
export type ArmKind = 'treatment' | 'control' | 'holdout';

/** Where a visitor's arm is counted: the same for every kind of event. */
export interface TrackedEventBase {
  readonly v: 1;
  /** The same for the same thing that happened: events may arrive more than once. */
  readonly id: string;
  /** Milliseconds since 1970. */
  readonly ts: number;
  /** The visitor's random id. */
  readonly visitor: string;
  /** `tailorbird.segment` at that time. */
  readonly segment: string;
}

/**
 * A visitor's arm begins to make a difference (`exposure`), or half of the block was in view for a second (`view`): once for each
 * visitor, experiment, version and arm.
 */
export interface ExposureEvent extends TrackedEventBase {
  readonly type: 'exposure' | 'view';
  /** The experiment: `block:audience`, or `holdout` for the plan's global one. */
  readonly exp: string;
  readonly ver: string | number;
  /** The variant's name; `default` in a holdout. */
  readonly variant: string;
  readonly arm: ArmKind;
  readonly block: string;
  /** Whether the variant was shown or, in a holdout, would have been. */
  readonly applied: boolean;
  /** The experiment's epoch, if the plan names one. */
  readonly epoch?: string;
}

/** A goal was reached. */
export interface GoalTrackedEvent extends TrackedEventBase {
  readonly type: 'goal';
  readonly goal: string;
  readonly value?: number;
}

/** What is told to sinks, a line each in a log for `tailorbird report`. */
export type TrackedEvent = ExposureEvent | GoalTrackedEvent;

/** An event that waits in the visitor's record. */
export interface QueuedEvent {
  readonly event: TrackedEvent;
  /** Whether the tools on the page were told; then only a beacon is waited for. */
  readonly told: boolean;
}

/** A tool on the page that can be told of events, or an address that they are posted to. */
export type Sink =
  | SinkName
  | {
      /** Same-origin path or address of a server that takes events, such as `/collect`. */
      readonly beacon: string;
    };

/** A tool whose script the page has. */
export type SinkName =
  'dataLayer' | 'gtag' | 'plausible' | 'posthog' | 'segment' | 'matomo' | 'snowplow';

/** What the module `tailorbird/sinks` needs of the page it works for. */
export interface SinksHost {
  readonly to: readonly Sink[];
  report(code: string, where: string, message?: string): void;
  /** Calls back when nothing more is to be sent. */
  onStop(run: () => void): void;
  /**
   * Whose events may be told, as things stand: nobody's once the record is erased or consent withdrawn, and another visitor's
   * when it is given again.
   */
  visitor(): string | undefined;
  /** Events that no server has accepted yet, as this page knows them. */
  unsent(): readonly TrackedEvent[];
  /** The same, as the book of record has them: another tab may have sent some. Never rejects. */
  reread(): Promise<readonly TrackedEvent[]>;
  /** A server has accepted these: they leave the queue. */
  accepted(ids: ReadonlySet<string>): void;
}

/** What the module `tailorbird/sinks` exports. */
export interface SinksFile {
  /** @returns Tells an event to the tools on the page; called once for each. */
  connect(host: SinksHost): (event: TrackedEvent) => void;
}
