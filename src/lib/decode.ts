import { attempt } from './attempt.js';

/** Undoes percent-encoding; what is not valid encoding is taken as it stands. */
export function decode(text: string): string {
  return attempt(() => decodeURIComponent(text)) ?? text;
}
