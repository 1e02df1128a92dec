/** What `explain()` says, in plain sentences. A module of its own: few pages want it, so none pays for it. */
export { why } from './why/block.js';
export { explainInWords } from './why/page.js';

export type {
  ArmKind,
  Assignment,
  Choice,
  Decision,
  Explanation,
  Problem,
  SegmentExplanation,
  SignalExplanation,
  Truth,
} from './types.js';
