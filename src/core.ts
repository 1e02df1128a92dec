/** The decision without a page: what a server, an edge or a test imports. No DOM, no clock, no randomness. */
export { pending } from './core/signal.js';
export { evaluate } from './core/condition.js';
export { parseAudience } from './core/audience.js';
export { hash } from './core/hash.js';
export { chooseArm } from './core/experiment.js';
export { parsePlan } from './core/plan.js';
export { decide } from './core/choose.js';
export { builtInSegments } from './core/segments.js';

export type { Audience, Term } from './core/audience.js';
export { channel } from './signals/channel.js';
export { deviceType } from './signals/device.js';
export { classifySource } from './signals/source.js';

export type { ChannelInput } from './signals/channel.js';
export type { DeviceInput } from './signals/device.js';
export type { SourceInput } from './signals/source.js';
export type { Trace } from './core/condition.js';
export type { ArmDraw } from './core/experiment.js';
export type {
  ArmKind,
  Assignment,
  Block,
  Choice,
  Condition,
  Consent,
  ConsentSource,
  Decision,
  EqualTo,
  Experiment,
  ExposureEvent,
  GoalRule,
  GoalTrackedEvent,
  ItemCondition,
  Json,
  LatePolicy,
  Operators,
  Plan,
  Problem,
  Segment,
  SegmentKind,
  Share,
  SignalTest,
  Signals,
  Sink,
  SinkName,
  Source,
  TrackedEvent,
  TrackedEventBase,
  Truth,
  Variant,
  Visitor,
  Weight,
} from './types.js';
