/** What may honestly be said about an experiment. No DOM, no Node, no clock, no randomness. */
export { compare, compareMeans } from './stats/compare.js';
export { holm } from './stats/holm.js';
export { sampleRatio } from './stats/sample-ratio.js';
export { probabilityBest, proposeWeights } from './stats/weights.js';

export type { Arms, Conversions, Values } from './stats/arms.js';
export type { Comparison, CompareOptions, Verdict } from './stats/compare.js';
