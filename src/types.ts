/** The vocabulary of Tailorbird as types. No code lives here. */
export type * from './types/condition.js';
export type * from './types/plan.js';
export type * from './types/events.js';
export type * from './types/record.js';
export type * from './types/decision.js';
export type * from './types/explanation.js';
export type * from './types/tailorbird.js';
