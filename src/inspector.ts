/** The file `inspector.min.js`: shows why a page looks as it does, and what others see. Loaded when it is asked for. */
export { inspect } from './inspector/inspect.js';

export type { InspectorFile } from './lib/asked.js';
export type * from './types.js';
