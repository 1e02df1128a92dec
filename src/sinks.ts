/** The file `sinks.min.js`: tells events to analytics tools and to the owner's server. Loaded when a plan names `events`. */
export { connect } from './sinks/connect.js';

export type {
  ArmKind,
  ExposureEvent,
  GoalTrackedEvent,
  Sink,
  SinkName,
  SinksFile,
  SinksHost,
  TrackedEvent,
  TrackedEventBase,
} from './types.js';
